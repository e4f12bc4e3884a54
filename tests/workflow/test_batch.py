"""Many documents into a folder: whole files, names without patients, refusals told."""

from pathlib import Path

import pytest

from nenboard.host.errors import HostError
from nenboard.registry.folder import Registry
from nenboard.registry.keys import UserRole
from nenboard.workflow import batch
from nenboard.workflow.errors import NotAllowed, NotAnonymous
from tests.workflow.support import opened_as

IDS = ("NEN-00001", "NEN-00002")


def exported(registry: Registry, place: Path, *ids: str, **changes: bool) -> list[batch.Result]:
    wanted = batch.orders_for(ids, "case", is_anonymous=changes.pop("is_anonymous", False))
    return [batch.export_into(registry, order, folder=place, **changes) for order in wanted]


def test_each_case_gets_a_file_named_by_key_and_state(registry: Registry, tmp_path: Path) -> None:
    results = exported(registry, tmp_path, *IDS)
    names = sorted(file.name for file in tmp_path.glob("*.pdf"))
    assert names == [f"{case_id}_r1_draft.pdf" for case_id in IDS]
    assert batch.summary(results, wanted=3) == "2 files were written. 1 was not begun."


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(
    registry: Registry, tmp_path: Path
) -> None:
    older = tmp_path / "NEN-00001_r1_draft.pdf"
    older.write_bytes(b"older")
    results = exported(registry, tmp_path, *IDS)
    assert older.read_bytes() == b"older"
    assert batch.summary(results, wanted=2) == "1 file was written. 1 was refused."
    assert batch.refusals(results) == ("NEN-00001: there is a file of this name already",)
    exported(registry, tmp_path, *IDS, may_replace=True)
    assert older.read_bytes().startswith(b"%PDF")


def test_a_case_that_is_not_there_is_refused_and_the_others_are_written(
    registry: Registry, tmp_path: Path
) -> None:
    results = exported(registry, tmp_path, "NEN-09999", "NEN-00002")
    assert [bool(one.refused) for one in results] == [True, False]
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_a_folder_that_has_gone_stops_the_rest(registry: Registry, tmp_path: Path) -> None:
    with pytest.raises(HostError):
        exported(registry, tmp_path / "gone", *IDS)


def test_anonymised_files_have_random_names(registry: Registry, tmp_path: Path) -> None:
    exported(registry, tmp_path, *IDS, is_anonymous=True)
    names = [file.name for file in tmp_path.glob("*.pdf")]
    assert len(names) == 2
    assert all(name.startswith("anonymised_") for name in names)
    with pytest.raises(NotAnonymous):
        batch.orders_for(IDS, "patient-letter", is_anonymous=True)


def test_a_viewer_exports_nothing(registry: Registry, folder: Path, tmp_path: Path) -> None:
    registry.close()
    place = tmp_path / "out"
    place.mkdir()
    with opened_as(folder, UserRole.VIEWER) as opened, pytest.raises(NotAllowed):
        exported(opened, place, *IDS)
    assert list(place.iterdir()) == []
