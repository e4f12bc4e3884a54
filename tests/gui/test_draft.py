"""The draft: any edits fully undone give the start, and nothing typed is thrown away."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.domain.gaps import Gap
from nenboard.domain.missing import Missing
from nenboard.domain.terms import Grade, MetastaticSite, Site
from nenboard.domain.tumour import Ki67, Primary, Sample
from nenboard.gui.case_edit import places
from nenboard.gui.case_edit.draft import STEPS, Draft, Rough, State
from nenboard.gui.case_edit.places import EditRefused


def a_draft(**changes: Any) -> Draft:
    start: dict[str, Any] = {
        "id": "N-0001",
        "primaries": (Primary(id="P1", site=Site.ILEUM),),
        "samples": (Sample(id="S1", primary_id="P1"), Sample(id="S2", primary_id="P1")),
    }
    return Draft(Case(**{**start, **changes}))


_PATHS = (
    ("patient.name.family", st.sampled_from(["Amberley", "Bracknell", None])),
    ("samples.0.grade", st.sampled_from([Grade.G1, Grade.G2, Missing.PENDING, None])),
    ("samples.1.ki67", st.sampled_from([Ki67(value=Decimal(12)), Missing.NOT_DONE, None])),
    ("samples.1.date", st.sampled_from([PartialDate("2026"), Missing.UNKNOWN, None])),
    ("extent.metastases.site=liver.involved", st.sampled_from([True, False, None])),
    ("referral.question", st.text(max_size=5) | st.sampled_from([Missing.PENDING])),
)


@st.composite
def _edits(draw: st.DrawFn) -> tuple[Any, ...]:
    kind = draw(st.sampled_from(["put", "rough", "seal", "add", "remove", "move", "undo", "redo"]))
    path, values = draw(st.sampled_from(_PATHS))
    return kind, path, draw(values), draw(st.integers(0, 3))


def _apply(draft: Draft, edit: tuple[Any, ...]) -> None:
    kind, path, value, place = edit
    rows = len(draft.case.samples)
    if kind == "put":
        draft.put(path, value, label="Change")
    elif kind == "rough":
        draft.put_rough(path, Rough("31-Apr", "no such day"), label="Type")
    elif kind == "add":
        key = f"N{len(draft.case.samples)}-{place}"
        if key not in {sample.id for sample in draft.case.samples}:
            row = Sample(id=key, primary_id="P1")
            draft.insert_row("samples", row, at=min(place, rows), label="Add")
    elif kind == "remove" and place < rows:
        draft.remove_row("samples", place, label="Remove")
    elif kind == "move" and place < rows:
        draft.move_row("samples", place, to=0, label="Move")
    elif kind in {"undo", "redo", "seal"}:
        getattr(draft, kind)()


@settings(max_examples=60)
@given(st.lists(_edits(), max_size=30))
def test_any_edits_fully_undone_give_the_start(edits: list[tuple[Any, ...]]) -> None:
    draft = a_draft()
    start = draft.state
    for edit in edits:
        try:
            _apply(draft, edit)
        except EditRefused:
            continue
    while draft.undo_label:
        draft.undo()
    assert draft.state == start


@settings(max_examples=30)
@given(st.lists(st.sampled_from(range(len(_PATHS))), min_size=1, max_size=12), st.data())
def test_redo_after_undoing_everything_gives_the_end(order: list[int], data: st.DataObject) -> None:
    draft = a_draft()
    for index in order:
        path, values = _PATHS[index]
        try:
            draft.put(path, data.draw(values), label="Change")
        except EditRefused:
            continue
    end = draft.state
    while draft.undo_label:
        draft.undo()
    while draft.redo_label:
        draft.redo()
    assert draft.state == end


def test_edits_of_one_field_that_follow_each_other_are_one_step() -> None:
    draft = a_draft()
    for text in ("A", "Am", "Amb"):
        draft.put("patient.name.family", text, label=f"Change name to {text}")
    assert draft.undo_label == "Change name to Amb"
    draft.undo()
    assert draft.case.patient.name is None
    assert draft.undo_label == ""


def test_a_field_that_was_left_starts_a_new_step() -> None:
    draft = a_draft()
    draft.put("samples.0.grade", Grade.G1, label="one")
    draft.seal()
    draft.put("samples.0.grade", Grade.G2, label="two")
    draft.undo()
    assert draft.case.samples[0].grade is Grade.G1


def test_a_field_put_back_as_it_was_leaves_no_step() -> None:
    draft = a_draft()
    draft.put("samples.0.grade", Grade.G1, label="one")
    draft.put("samples.0.grade", None, label="back")
    assert draft.undo_label == ""


def test_two_hundred_steps_and_more_can_be_undone() -> None:
    draft = a_draft()
    for number in range(STEPS + 50):
        draft.put("referral.question", f"Question {number}", label=str(number))
        draft.seal()
    undone = 0
    while draft.undo_label:
        draft.undo()
        undone += 1
    assert undone == STEPS >= 200


def test_nothing_before_a_signature_is_taken_back() -> None:
    draft = a_draft()
    draft.put("referral.question", "Which interval?", label="before")
    signed = draft.case
    draft.forget_steps()
    assert not draft.undo_label
    draft.put("referral.question", "Which line?", label="after")
    draft.undo()
    assert draft.case == signed
    assert not draft.undo_label


def test_a_refused_value_leaves_the_draft_as_it_was() -> None:
    draft = a_draft()
    before = draft.state
    with pytest.raises(EditRefused, match="highest allowed"):
        draft.put("samples.0.minen_share", Decimal(130), label="x")
    assert draft.state == before


def test_text_that_is_no_value_stays_beside_the_case() -> None:
    draft = a_draft()
    draft.put("samples.0.date", PartialDate("2026"), label="Date")
    draft.put_rough("samples.0.date", Rough("31-Apr-2026", "no such day"), label="Date")
    assert draft.case.samples[0].date == PartialDate("2026")
    assert draft.rough["samples.0.date"].text == "31-Apr-2026"
    draft.put("samples.0.date", PartialDate("2026-04-30"), label="Date")
    assert draft.rough == {}


def test_typed_text_and_gaps_move_with_their_row() -> None:
    draft = a_draft()
    draft.put_rough("samples.0.date", Rough("31-Apr", "no"), label="Date")
    draft.put("samples.0.organ", Missing.PENDING, label="Organ")
    draft.move_row("samples", 0, to=1, label="Move")
    assert set(draft.rough) == {"samples.1.date"}
    assert draft.case.gap("samples.1.organ") == Gap(path="samples.1.organ", kind=Missing.PENDING)
    draft.remove_row("samples", 1, label="Remove")
    assert not draft.rough
    assert not draft.case.gaps
    draft.undo()
    assert set(draft.rough) == {"samples.1.date"}


@pytest.mark.parametrize("code", list(Missing))
def test_every_field_takes_every_kind_of_missing(code: Missing) -> None:
    draft = a_draft()
    draft.put("samples.0.grade", code, label="in the value")
    draft.put("referral.presenter", code, label="beside the value")
    assert draft.case.samples[0].grade is code
    gap = draft.case.gap("referral.presenter")
    assert gap is not None
    assert gap.kind is code
    draft.put("referral.presenter", "Dr A", label="answered")
    assert draft.case.gaps == ()


def test_a_row_named_by_its_code_is_made_and_goes_again() -> None:
    case = a_draft().case
    path = "extent.metastases.site=brain.involved"
    with_brain = places.set_at(case, {path: True})
    assert with_brain.extent.metastases[0].site is MetastaticSite.BRAIN
    assert places.get_at(with_brain, path) is True
    assert places.set_at(with_brain, {path: None}) == case


def test_what_is_recorded_as_missing_is_not_overwritten_by_a_part_of_it() -> None:
    draft = a_draft()
    draft.put("samples.0.ki67", Missing.NOT_DONE, label="Ki-67")
    with pytest.raises(EditRefused, match="not done"):
        draft.put("samples.0.ki67.cells_counted", 500, label="Cells")


def test_a_state_without_typed_text_equals_its_case() -> None:
    case = a_draft().case
    assert State(case) == State(case, {})
