"""Time end points: events, censoring, new lines, missed assessments, partial dates."""

from typing import Any

import pytest

from nenboard.domain.response.course import Label
from nenboard.domain.response.endpoints import (
    Censored,
    Endpoint,
    EndpointEvent,
    Endpoints,
    endpoints,
    platinum_free,
)
from nenboard.domain.response.records import (
    Assessment,
    Conventions,
    NewLine,
    Platinum,
    Record,
    SurvivalFrom,
)
from tests.builders import day, number
from tests.domain.response.compare_courses import in_record

START = "2024-01-01"
DATES = ("diagnosis", "stop", "next_line_start", "clinical_progression", "death")


def line(
    *seen: tuple[str, str] | tuple[str, str, bool], start: str = START, **dates: str
) -> Record:
    """A line with assessments by date; a third part says whether it was adequate."""
    assessments = tuple(
        Assessment(day(each[0]), Label(each[1]), was_adequate=each[2] if len(each) > 2 else True)
        for each in seen
    )
    known: dict[str, Any] = {name: day(when) for name, when in dates.items()}
    return Record(day(start), assessments, **known)


def found(record: Record, **settings: Any) -> Endpoints:
    return endpoints(record, Conventions(**settings))


def told(endpoint: Endpoint | None) -> tuple[str, str, int]:
    """What ended it, when, and after how many days."""
    assert endpoint is not None
    reason = endpoint.event or endpoint.censored
    assert (endpoint.event is None) != (endpoint.censored is None)
    return str(reason), endpoint.end.root, endpoint.length.days


SCANS = (("2024-03-01", "PR"), ("2024-05-01", "PR"), ("2024-07-01", "SD"))


def test_progression_is_the_event_of_pfs_ttp_and_response() -> None:
    ends = found(line(*SCANS, ("2024-09-01", "PD"), ("2024-11-01", "PD"), death="2025-01-01"))
    assert told(ends.pfs) == told(ends.ttp) == ("progression", "2024-09-01", 245)
    assert told(ends.dor) == ("progression", "2024-09-01", 185)
    assert told(ends.os) == ("death", "2025-01-01", 367)


def test_death_is_an_event_of_pfs_and_censors_time_to_progression() -> None:
    ends = found(line(*SCANS, death="2024-08-01"))
    assert told(ends.pfs) == ("death", "2024-08-01", 214)
    assert told(ends.ttp) == ("death_without_progression", "2024-07-01", 183)
    assert told(ends.dor)[0] == "death"


def test_progression_counts_before_death_of_the_same_day() -> None:
    ends = found(line(*SCANS, ("2024-08-01", "PD"), death="2024-08-01"))
    assert [told(each)[0] for each in (ends.pfs, ends.ttp, ends.ttf)] == ["progression"] * 3


def test_without_an_event_follow_up_ends_at_the_last_adequate_assessment() -> None:
    ends = found(line(*SCANS, ("2024-09-01", "NE"), ("2024-10-01", "SD", False)))
    assert told(ends.pfs) == told(ends.ttp) == ("no_event", "2024-07-01", 183)


def test_an_inadequate_assessment_can_show_progression() -> None:
    assert told(found(line(("2024-03-01", "PD", False))).pfs)[0] == "progression"


def test_without_an_adequate_assessment_follow_up_ends_on_day_1() -> None:
    for record in (line(), line(("2024-03-01", "NE"))):
        assert told(found(record).pfs) == ("no_assessment", START, 1)
        assert told(found(record).ttp) == ("no_assessment", START, 1)
    partial = found(line(start="2024")).pfs.length
    assert (partial.days, partial.least, partial.most) == (1, 1, 1)


def test_clinical_progression_is_never_an_event() -> None:
    ends = found(line(*SCANS, clinical_progression="2024-04-01"))
    assert ends == found(line(*SCANS))


def test_survival_counts_from_the_line_or_from_diagnosis() -> None:
    record = line(diagnosis="2023-01-01", last_known_alive="2024-01-31")
    assert told(found(record).os) == ("alive", "2024-01-31", 31)
    from_diagnosis = found(record, survival_from=SurvivalFrom.DIAGNOSIS)
    assert told(from_diagnosis.os) == ("alive", "2024-01-31", 396)
    assert found(line(), survival_from=SurvivalFrom.DIAGNOSIS).os is None
    assert found(line()).os is None


def test_failure_is_progression_death_or_a_stop_whichever_is_first() -> None:
    stopped = line(*SCANS, ("2024-09-01", "PD"), stop="2024-06-15", last_known_alive="2025")
    assert told(found(stopped).ttf) == ("stop", "2024-06-15", 167)
    running = line(*SCANS, last_known_alive="2024-08-01")
    assert told(found(running).ttf) == ("on_treatment", "2024-08-01", 214)
    assert found(line(*SCANS)).ttf is None
    assert told(found(line(*SCANS, death="2024-06-01", stop="2024-06-01")).ttf)[0] == "death"


NEW = line(*SCANS, ("2024-09-01", "PD"), next_line_start="2024-06-01")


def test_a_new_line_before_the_event_censors_or_is_ignored() -> None:
    ends = found(NEW)
    for each in (ends.pfs, ends.ttp, ends.dor):
        assert told(each)[:2] == ("new_line", "2024-05-01")
    ignored = found(NEW, new_line=NewLine.IGNORE)
    for each in (ignored.pfs, ignored.ttp, ignored.dor):
        assert told(each)[:2] == ("progression", "2024-09-01")


def test_a_new_line_on_the_day_of_the_event_or_after_it_changes_nothing() -> None:
    for when in ("2024-09-01", "2024-10-01"):
        ends = found(line(*SCANS, ("2024-09-01", "PD"), next_line_start=when))
        assert told(ends.pfs)[0] == "progression"


def test_a_new_line_without_any_event_ends_follow_up_there() -> None:
    later = (*SCANS, ("2024-12-01", "SD"))
    ends = found(line(*later, next_line_start="2024-07-01"))
    assert told(ends.pfs) == ("new_line", "2024-07-01", 183)


def test_a_new_line_before_any_assessment_leaves_day_1() -> None:
    ends = found(line(("2024-03-01", "SD"), next_line_start="2024-02-01"))
    assert told(ends.pfs) == ("no_assessment", START, 1)


def test_a_response_to_the_next_line_is_none_of_this_one() -> None:
    record = line(("2024-03-01", "SD"), *SCANS[1:], next_line_start="2024-04-01")
    assert found(record, confirmation=False).dor is None


@pytest.mark.parametrize(
    ("seen", "confirmed", "unconfirmed"),
    [
        ([("2024-03-01", "PR"), ("2024-03-29", "PR")], "2024-03-01", "2024-03-01"),
        ([("2024-03-01", "PR"), ("2024-03-28", "PR")], None, "2024-03-01"),
        ([("2024-03-01", "PR"), ("2024-05-01", "SD")], None, "2024-03-01"),
        ([("2024-03-01", "CR"), ("2024-05-01", "PR")], None, "2024-03-01"),
        (
            [("2024-03-01", "PR"), ("2024-04-01", "SD"), ("2024-05-01", "PR"), ("2024-07", "CR")],
            "2024-05-01",
            "2024-03-01",
        ),
        ([("2024-03-01", "SD")], None, None),
        ([("2024-03-01", "PD"), ("2024-05-01", "PR"), ("2024-07-01", "PR")], None, None),
    ],
)
def test_duration_of_response_starts_with_a_confirmed_or_the_first_response(
    seen: Any, confirmed: str | None, unconfirmed: str | None
) -> None:
    for settings, expected in ((True, confirmed), (False, unconfirmed)):
        dor = found(line(*seen), confirmation=settings).dor
        assert (dor.start.root if dor else None) == expected


def test_a_response_without_an_end_is_censored_at_the_last_assessment() -> None:
    assert told(found(line(*SCANS)).dor) == ("no_event", "2024-07-01", 123)


GAP = line(("2024-03-01", "SD"), ("2024-07-01", "PD"))


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (61, ("progression", "2024-07-01", 183)),
        (60, ("missed_assessments", "2024-03-01", 61)),
    ],
)
def test_an_event_after_two_missed_assessments_is_censored_in_the_sensitivity_analysis(
    interval: int, expected: tuple[str, str, int]
) -> None:
    ends = found(GAP, assessment_interval_days=interval)
    assert told(ends.pfs)[0] == "progression"
    assert told(ends.pfs_sensitivity) == expected


def test_the_gap_may_begin_with_the_line_and_needs_an_interval() -> None:
    record = line(death="2024-07-01")
    ends = found(record, assessment_interval_days=60)
    assert told(ends.pfs_sensitivity) == ("missed_assessments", START, 1)
    assert found(record).pfs_sensitivity is None
    quiet = found(line(*SCANS), assessment_interval_days=60)
    assert quiet.pfs_sensitivity == quiet.pfs


def test_partial_dates_give_bounds() -> None:
    ends = found(line(("2024-03", "SD"), ("2024-06", "PD"), start="2024-01"))
    length = ends.pfs.length
    assert (length.days, length.least, length.most) == (153, 123, 182)
    assert length.imputed


def test_a_partial_end_of_the_month_of_the_start_is_moved_behind_it() -> None:
    ends = found(line(("2024-01", "PD"), start="2024-01-20"))
    assert told(ends.pfs) == ("progression", "2024-01", 1)


@pytest.mark.parametrize(
    ("last", "progression", "months", "days"),
    [
        ("2024-01-15", "2024-07-15", "6", 182),
        ("2024-01-15", "2024-01-15", "0", 0),
        ("2024-01-15", "2023-12-01", "0", 0),
        ("2024-01-31", "2024-02-29", "1", 29),
    ],
)
def test_the_platinum_free_interval(last: str, progression: str, months: str, days: int) -> None:
    free = platinum_free(Platinum(day(last), day(progression)))
    assert free is not None
    assert (str(free.months), free.length.days, free.is_event) == (months, days, True)


def test_the_platinum_free_interval_without_progression_or_with_partial_dates() -> None:
    open_ = platinum_free(Platinum(day("2024-01-15")), last_known_alive=day("2024-04-15"))
    assert open_ is not None
    assert (open_.months, open_.is_event) == (number(3), False)
    partial = platinum_free(Platinum(day("2024-01"), day("2024-07")))
    assert partial is not None
    assert partial.months == 6
    assert 5 < partial.least < 6 < partial.most < 7
    assert platinum_free(Platinum(day("2024-01-15"))) is None
    assert platinum_free(Platinum(None, day("2024-07-15"))) is None


def test_every_reason_is_one_of_the_documented_ones() -> None:
    assert [each.value for each in EndpointEvent] == ["progression", "death", "stop"]
    assert " ".join(each.value for each in Censored) == (
        "no_event new_line death_without_progression no_assessment missed_assessments alive "
        "on_treatment"
    )


@pytest.mark.parametrize("block", range(4))
def test_a_second_reading_of_the_conventions_agrees_on_random_records(block: int) -> None:
    seeds = range(block * 250, (block + 1) * 250)
    assert [each for seed in seeds for each in in_record(seed)] == []
