"""What holds for the end points of any line, whatever its dates."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from nenboard.domain.dates import PartialDate
from nenboard.domain.response.course import Label
from nenboard.domain.response.endpoints import Endpoint, endpoints
from nenboard.domain.response.records import Assessment, Conventions, NewLine, Record
from tests.strategies import partial_dates

START = PartialDate("2020-01-01")
DATES = partial_dates(date(2020, 1, 1), date(2022, 12, 31))
EXACT = st.dates(date(2020, 1, 1), date(2022, 12, 31)).map(PartialDate.of)


@st.composite
def records(draw: st.DrawFn, dates: st.SearchStrategy[PartialDate] = DATES) -> Record:
    """A line with up to six assessments; each other date may be missing."""
    seen = st.builds(Assessment, dates, st.sampled_from(Label), st.booleans())
    maybe = st.none() | dates
    return Record(
        START,
        tuple(draw(st.lists(seen, max_size=6))),
        stop=draw(maybe),
        next_line_start=draw(maybe),
        death=draw(maybe),
        last_known_alive=draw(maybe),
    )


def conventions() -> st.SearchStrategy[Conventions]:
    return st.builds(
        Conventions,
        confirmation=st.booleans(),
        new_line=st.sampled_from(NewLine),
        assessment_interval_days=st.none() | st.integers(0, 200),
    )


def each_of(record: Record, applied: Conventions) -> list[Endpoint]:
    found = endpoints(record, applied)
    several = (found.os, found.pfs, found.pfs_sensitivity, found.ttp, found.dor, found.ttf)
    return [each for each in several if each is not None]


@given(records(), conventions())
@settings(max_examples=40, deadline=None)
def test_each_end_point_has_an_event_or_a_reason_and_bounds(
    record: Record, applied: Conventions
) -> None:
    for each in each_of(record, applied):
        assert (each.event is None) != (each.censored is None)
        assert 1 <= each.length.least <= each.length.most
        assert 1 <= each.length.days <= each.length.most


@given(records(EXACT), conventions())
@settings(max_examples=40, deadline=None)
def test_full_dates_leave_nothing_open(record: Record, applied: Conventions) -> None:
    for each in each_of(record, applied):
        length = each.length
        assert (length.least, length.most, length.imputed) == (length.days, length.days, False)


@given(records(EXACT), conventions())
@settings(max_examples=40, deadline=None)
def test_the_end_points_stand_in_their_order(record: Record, applied: Conventions) -> None:
    found = endpoints(record, applied)
    if found.ttp.event is not None and found.pfs.event is not None:
        assert found.pfs.length.days <= found.ttp.length.days
    if found.pfs_sensitivity is not None:
        assert found.pfs_sensitivity.length.days <= found.pfs.length.days
    if found.os is not None and found.os.event is not None and found.pfs.event is not None:
        assert found.pfs.length.days <= found.os.length.days
    if found.ttf is not None and found.ttf.event is not None and found.pfs.event is not None:
        assert found.ttf.length.days <= found.pfs.length.days


@given(records(EXACT))
@settings(max_examples=40, deadline=None)
def test_a_new_line_can_only_end_follow_up_earlier(record: Record) -> None:
    censored = endpoints(record, Conventions(new_line=NewLine.CENSOR)).pfs
    ignored = endpoints(record, Conventions(new_line=NewLine.IGNORE)).pfs
    assert censored.length.days <= ignored.length.days
