"""Each check breaks one thing in a valid case and finds it at its path under its code."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nenboard.domain import checks
from nenboard.domain.case import Case
from nenboard.domain.checks import check_case
from nenboard.domain.imaging import ImagingStudy
from nenboard.domain.issues import Issue
from nenboard.domain.staging import SiteInvolvement
from nenboard.domain.terms import (
    Comparator,
    GivenFor,
    Grade,
    ImagingKind,
    MetastaticSite,
    Site,
    StageSystem,
    Subsite,
)
from nenboard.domain.treatment import Toxicity
from nenboard.domain.tumour import Ki67
from tests.builders import (
    ON,
    a_carcinoma_case,
    a_case,
    a_ct,
    a_lesion,
    a_line,
    a_primary,
    a_receptor_scan,
    a_referral,
    a_stage,
    day,
    number,
)
from tests.domain.broken_cases import (
    ALL,
    RARE,
    SYNDROME,
    Broken,
    extent,
    line,
    patient,
    sample,
    scan,
)
from tests.strategies import cases


def issues(case: Case, on: date = ON) -> list[Issue]:
    return list(check_case(case, on))


@pytest.mark.parametrize("case", [a_case(), a_carcinoma_case()])
def test_a_sound_case_has_no_issue(case: Case) -> None:
    assert issues(case) == []


@pytest.mark.parametrize("broken", ALL, ids=lambda broken: f"{broken.code}-{broken.path}")
def test_one_thing_wrong_is_found_at_its_path(broken: Broken) -> None:
    found = {(i.path, i.code): i for i in issues(a_case(**broken.changes))}
    issue = found.get((broken.path, broken.code))
    assert issue is not None, sorted(found)
    assert issue.severity is broken.severity
    assert issue.message.endswith(".")


def test_a_carcinoma_with_receptors_everywhere_is_rare() -> None:
    (issue,) = issues(a_carcinoma_case(imaging=(a_receptor_scan(), a_ct())))
    assert (issue.code, issue.severity) == ("carcinoma_with_receptors", RARE)


def test_every_code_of_the_checks_is_tested_here() -> None:
    sources = sorted(Path(checks.__file__).parent.glob("checks_*.py"))
    text = "".join(source.read_text(encoding="utf-8") for source in sources)
    codes = set(re.findall(r'"([a-z0-9_]+)",\n +message=', text))
    assert codes == {broken.code for broken in ALL} | {"carcinoma_with_receptors"}


def _lung_of_2024() -> dict[str, Any]:
    primary = a_primary(
        site=Site.LUNG, subsite=None, diagnosed=day("2024-05-01"), icdo_morphology=None
    )
    return {"primaries": (primary,)}


@pytest.mark.parametrize(
    "sound",
    [
        sample(ki67=Ki67(value=number("0.5"), comparator=Comparator.LESS), grade=Grade.G2),
        sample(grade=Grade.G2, ki67=Ki67(value=number(2)), mitoses=None),
        scan(kind=ImagingKind.SSTR_SCINTIGRAPHY),
        line(toxicities=(Toxicity(term="Fatigue", grade=2, ctcae_version="5.0"),)),
        {
            "function": SYNDROME,
            "imaging": (*a_case().imaging, ImagingStudy(id="e", kind=ImagingKind.ECHOCARDIOGRAM)),
        },
        extent(metastases=(SiteInvolvement(site=MetastaticSite.LIVER, involved=None),)),
        {
            "lines": (
                a_line(regimen="EVE", given_for=GivenFor.OTHER_CANCER),
                a_line(id="l2", regimen="SUN", start=day("2026-01-01")),
            )
        },
        {"lesions": (a_lesion(("2025-03-20", 30), ("2026-05-20", 31), ("2026-11-05", 31)),)},
        {"referral": a_referral(target_meeting=day("2027-03-01"))},
        patient(national_number="19600512-1234"),
        {"stages": (a_stage(system=StageSystem.AJCC_8, group=None),), **_lung_of_2024()},
        {"primaries": (a_primary(site=Site.COLON, subsite=Subsite.SIGMOID),)},
    ],
)
def test_what_may_well_be_right_is_left_alone(sound: dict[str, Any]) -> None:
    left = {issue.code for issue in issues(a_case(**sound))} - {"ki67_near_limit"}
    assert left == set()


@settings(max_examples=30)
@given(case=cases(), on=st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_any_case_is_checked_and_no_message_repeats_what_was_typed(case: Case, on: date) -> None:
    found = check_case(case, on)
    assert found == check_case(case, on)
    words = {t for t in (case.note, case.patient.national_number) if t and len(t) > 3}
    assert not any(word in issue.message for issue in found for word in words)
