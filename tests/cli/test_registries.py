"""nenboard create and nenboard list."""

from pathlib import Path

import pytest

from nenboard.host import settings
from nenboard.registry import keys
from nenboard.workflow import casework
from tests.cli.support import Run, key_of
from tests.workflow.support import PASSPHRASE, a_registry, files_of, numbered


@pytest.fixture
def secret(tmp_path: Path) -> tuple[str, str]:
    file = tmp_path / "secret.txt"
    file.write_text(PASSPHRASE + "\r\nsecond line\n", encoding="utf-8")
    return ("--passphrase-file", str(file))


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Derive keys quickly: what is tested here is the command."""
    from tests.workflow.support import COST

    monkeypatch.setattr(keys, "Argon2Cost", lambda: COST)


@pytest.mark.usefixtures("cheap")
def test_a_registry_is_made_and_its_recovery_key_shown_once(
    run: Run, tmp_path: Path, secret: tuple[str, str]
) -> None:
    place = tmp_path / "new"
    done = run("create", "--registry", place, "--user", "Anna", *secret)
    assert (done.code, done.err) == (0, "")
    (shown,) = [line.strip() for line in done.out.splitlines() if line.count("-") == 7]
    assert settings.load().last_registry == place
    opened = casework.recover_registry(
        place, recovery_key=shown, user="Anna", passphrase="another long one"
    )
    opened.close()


@pytest.mark.usefixtures("cheap")
def test_the_recovery_key_goes_to_a_new_file_only(
    run: Run, tmp_path: Path, secret: tuple[str, str]
) -> None:
    out = tmp_path / "recovery.txt"
    arguments = ("--user", "Anna", "--recovery-key-out", out, *secret)
    assert run("create", "--registry", tmp_path / "one", *arguments).code == 0
    first = out.read_text(encoding="utf-8")
    done = run("create", "--registry", tmp_path / "two", *arguments)
    assert done.code == 2
    assert out.read_text(encoding="utf-8") == first
    assert not (tmp_path / "two").exists()


@pytest.mark.usefixtures("cheap")
def test_the_passphrase_may_come_from_standard_input(run: Run, tmp_path: Path) -> None:
    arguments = ("--registry", tmp_path / "new", "--passphrase-file", "-")
    assert run("create", *arguments, "--user", "Anna", text=f"{PASSPHRASE}\n").code == 0
    assert run("list", *arguments, text=f"{PASSPHRASE}\n").code == 0


def test_a_folder_with_something_in_it_is_not_taken(
    run: Run, tmp_path: Path, secret: tuple[str, str]
) -> None:
    done = run("create", "--registry", tmp_path, *secret)
    assert (done.code, done.out) == (2, "")


def test_cases_are_listed_with_how_many_there_are(run: Run, folder: Path) -> None:
    done = run("list", *key_of(folder))
    assert done.code == 0
    assert done.out.splitlines()[0].split() == [
        *("Case", "Name", "Born", "Site", "Class", "Grade", "Ki-67", "Line", "ECOG")
    ]
    assert "Testperson, Alba" in done.out
    assert done.out.splitlines()[-1] == "2 of 2 cases"


@pytest.mark.parametrize("text", ["O'Bracken", "Smith-Jones", "12/05/1960", "NEN-00003"])
def test_awkward_words_are_found(run: Run, tmp_path: Path, text: str) -> None:
    place = tmp_path / "registry"
    person = numbered(3).patient
    assert person.name is not None
    name = person.name.model_copy(update={"family": "O'Bracken Smith-Jones"})
    case = numbered(3).model_copy(update={"patient": person.model_copy(update={"name": name})})
    a_registry(place, case).close()
    document = run("list", *key_of(place), "--search", text, "--json").document
    assert [row["case_id"] for row in document["cases"]] == ["NEN-00003"]
    assert document["total"] == 1


def test_listing_leaves_the_registry_as_it_is(run: Run, folder: Path) -> None:
    before = files_of(folder)
    run("list", *key_of(folder))
    assert files_of(folder) == before


def test_the_registry_used_last_need_not_be_named(run: Run, folder: Path) -> None:
    run("list", *key_of(folder))
    done = run("list", *key_of(folder)[2:])
    assert done.out.splitlines()[-1] == "2 of 2 cases"


def test_without_any_registry_the_way_to_name_one_is_told(run: Run, folder: Path) -> None:
    done = run("list", *key_of(folder)[2:])
    assert done.code == 2
    assert "--registry" in done.err
