"""The demonstration: whole, repeatable, and careful with what is there already."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from nenboard.domain.readiness import Status
from nenboard.registry.errors import RegistryLocked
from nenboard.registry.folder import Registry
from nenboard.workflow import (
    casework,
    chase,
    demo,
    demo_folder,
    meeting,
    meeting_papers,
    orders,
    readiness,
)
from nenboard.workflow.errors import Cancelled, ForeignFolder
from tests.workflow.support import COST, files_of, numbered

ON = date(2026, 11, 19)
WHOLE = demo.Plan(ON, synthetic=2, cost=COST)
SMALL = demo.Plan(ON, synthetic=2, cost=COST, with_published=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> demo.Demo:
    return demo.build(tmp_path_factory.mktemp("demo") / "new", WHOLE)


@pytest.fixture
def again(tmp_path: Path) -> Callable[..., demo.Demo]:
    """Build a small demo in a folder of the test's own, again and again."""
    return lambda **how: demo.build(tmp_path / "demo", SMALL, **how)


def open_demo(folder: Path) -> Registry:
    return casework.open_registry(folder, passphrase=demo.PASSPHRASE, user=demo.USER)


def page_texts(file: Path) -> list[str]:
    document = pypdfium2.PdfDocument(file.read_bytes())
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_every_case_is_stored_assessed_and_printed(built: demo.Demo) -> None:
    keys = [f"PUB-{n:05d}" for n in range(1, 13)] + ["SYN-00001", "SYN-00002"]
    assert [case.case_id for case in built.cases] == keys
    with open_demo(built.registry) as registry:
        assert registry.cases.count() == 14
        assert all(registry.assessments.latest(key) for key in keys)
        agenda = meeting.load_meeting(registry, built.meeting_id).meeting.agenda
    assert [item.case_id for item in agenda] == [*keys[12:], *keys[:12]]
    for case in built.cases:
        assert case.page is not None
        (text,) = page_texts(built.documents / case.page)
        assert case.case_id in text
        assert "SYNTHETIC PERSON" in text


def test_the_pack_holds_every_case_on_its_own_page(built: demo.Demo) -> None:
    own = [text for text in page_texts(built.documents / built.pack) if "Page 1 of 1" in text]
    keys = sorted((case.case_id for case in built.cases), key=lambda key: key.startswith("PUB"))
    for key, text in zip(keys, own, strict=True):
        assert key in text
        assert not any(other in text for other in keys if other != key)


def test_what_the_blocked_cases_lack_has_been_asked_for(built: demo.Demo) -> None:
    with open_demo(built.registry) as registry:
        found = readiness.of_meeting(registry, built.meeting_id)
        asked = [line for line in chase.of_meeting(registry, built.meeting_id) if line.asked]
        blocked = {key for key, one in found.items() if one.status is Status.BLOCKED}
    assert {line.case_id for line in asked} == blocked
    published = [key for key in found if key.startswith("PUB")]
    assert {found[key].status for key in published} == {Status.OVERRIDDEN}


def test_the_page_of_a_case_names_its_meeting(built: demo.Demo) -> None:
    first = built.cases[0]
    (text,) = page_texts(built.documents / (first.page or ""))
    assert "NET MDT 26-Nov-2026, case 3 of 14" in text


def test_the_agenda_is_the_pack_without_pages_of_cases(built: demo.Demo) -> None:
    agenda = page_texts(built.documents / built.agenda)
    assert len(agenda) < len(page_texts(built.documents / built.pack))
    assert not any("Page 1 of 1," in text for text in agenda)


def test_the_folder_says_how_to_open_it(built: demo.Demo) -> None:
    text = (built.folder / demo_folder.README).read_text(encoding="utf-8")
    assert demo.PASSPHRASE in text
    assert "synthetic" in text
    stored = (built.folder / demo_folder.PASSPHRASE_FILE).read_text(encoding="utf-8")
    assert stored.strip() == demo.PASSPHRASE


def test_the_same_plan_gives_the_same_documents(
    tmp_path: Path, again: Callable[..., demo.Demo]
) -> None:
    other = demo.build(tmp_path / "other", SMALL)
    assert files_of(again().documents) == files_of(other.documents)


def test_it_is_built_anew_and_leaves_other_files_alone(again: Callable[..., demo.Demo]) -> None:
    first = again()
    (first.folder / "my notes.txt").write_text("keep me", encoding="utf-8")
    (first.documents / first.pack).unlink()
    second = again()
    assert second.kept is None
    assert (second.documents / second.pack).exists()
    assert (second.folder / "my notes.txt").read_text(encoding="utf-8") == "keep me"
    assert not list(second.folder.glob(".building*"))


def test_a_registry_somebody_worked_in_is_kept(again: Callable[..., demo.Demo]) -> None:
    first = again()
    with open_demo(first.registry) as registry:
        casework.save_case(registry, numbered(9))
    second = again()
    assert second.kept == second.folder / "earlier" / "registry-1"
    with open_demo(second.kept) as kept, open_demo(second.registry) as new:
        assert (kept.cases.count(), new.cases.count()) == (3, 2)


def test_a_registry_that_is_open_is_not_replaced(again: Callable[..., demo.Demo]) -> None:
    first = again()
    before = files_of(first.documents)
    with open_demo(first.registry), pytest.raises(RegistryLocked):
        again()
    assert files_of(first.documents) == before
    assert not list(first.folder.glob(".building*"))


def test_a_foreign_folder_is_left_alone(tmp_path: Path, again: Callable[..., demo.Demo]) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ForeignFolder):
        again()
    assert files_of(tmp_path / "demo") == {"thesis.txt": b"mine"}


def test_a_cancelled_build_leaves_the_old_one_whole(again: Callable[..., demo.Demo]) -> None:
    first = again()
    before = files_of(first.documents)
    with pytest.raises(Cancelled):
        again(progress=lambda done, _total: done < 4)
    assert files_of(first.documents) == before
    assert not list(first.folder.glob(".building*"))
    again()


def test_progress_runs_from_nothing_to_all(again: Callable[..., demo.Demo]) -> None:
    steps: list[tuple[int, int]] = []
    again(progress=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1]


def test_an_earlier_meeting_has_signed_outcomes_that_say_they_are_synthetic(
    built: demo.Demo,
) -> None:
    with open_demo(built.registry) as registry:
        found = registry.outcomes.all()
        letter = orders.rendered(
            meeting_papers.letter(registry, "outcome-letter", stored=found[0]), "A4"
        )
    assert len(found) > 3
    assert all(stored.is_signed for stored in found)
    assert all("synthetic" in stored.outcome.plan[0].text for stored in found)
    assert {stored.meeting_id for stored in found} != {built.meeting_id}
    assert letter.startswith(b"%PDF")
