"""Files and functions stay small enough to be read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES = 500
FUNCTION_LINES = 40


def python_files(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))
    yield ROOT / "dev.py"


def lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_longer_than_the_limit() -> None:
    everything = python_files("nenboard", "tests", "benchmarks")
    long = {str(file.relative_to(ROOT)): lines(file) for file in everything}
    assert {name: count for name, count in long.items() if count > FILE_LINES} == {}


def test_no_function_is_longer_than_the_limit() -> None:
    long = [
        f"{file.relative_to(ROOT)}:{node.lineno} {node.name}: {body_lines(node)} lines"
        for file in python_files("nenboard", "benchmarks")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and body_lines(node) > FUNCTION_LINES
    ]
    assert long == []


def body_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = node.body[0]
    has_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    docstring = (first.end_lineno or first.lineno) - first.lineno + 1 if has_docstring else 0
    return (node.end_lineno or node.lineno) - node.lineno + 1 - docstring


def test_every_module_says_in_its_first_line_what_it_is_about() -> None:
    silent = [
        str(file.relative_to(ROOT))
        for file in python_files("nenboard", "tests", "benchmarks")
        if not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []
