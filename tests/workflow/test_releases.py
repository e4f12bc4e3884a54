"""Rule releases as the workflow hands them out, and their checks."""

from nenboard.workflow import releases


def test_a_release_is_loaded_once() -> None:
    assert releases.release() is releases.release()


def test_every_shipped_release_passes_its_checks() -> None:
    found = releases.shipped_files()
    assert tuple(found) == releases.releases()
    assert {name: releases.check_files(files) for name, files in found.items()} == dict.fromkeys(
        found, ()
    )


def test_a_fault_in_a_file_is_named_with_its_place() -> None:
    files = dict(releases.shipped_files()[releases.releases()[-1]])
    files["graph.yaml"] = files["graph.yaml"].replace("start: START", "start: NOWHERE")
    (problem, *_rest) = releases.check_files(files)
    assert problem.path.startswith("graph.yaml")


def test_the_terms_of_the_readers_come_with_the_program() -> None:
    assert releases.reading_terms() is releases.reading_terms()
