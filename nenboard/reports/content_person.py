"""Identity, fitness and wishes of a case as the page says them."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate, newest_first
from nenboard.domain.labs import LabResult
from nenboard.domain.missing import Missing
from nenboard.domain.terms import ImagingKind, LabTest
from nenboard.domain.treatment import Toxicity
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import words
from nenboard.reports.blocks import clean
from nenboard.reports.values import Fitness, Gap, Identity, Phrase, Span, Weight

_COUNTS: Final = (
    (LabTest.HAEMOGLOBIN, ""),
    (LabTest.NEUTROPHILS, "anc"),
    (LabTest.PLATELETS, "platelets"),
)
_CONDITIONS: Final = {
    "cardiac_disease": "heart disease",
    "hypertension": "hypertension",
    "renal_disease": "kidney disease",
    "liver_disease": "liver disease",
    "lung_disease": "lung disease",
    "interstitial_lung_disease": "interstitial lung disease",
    "diabetes": "diabetes",
    "other_cancer": "another cancer",
    "severe_depression": "severe depression",
    "autoimmune_disease": "autoimmune disease",
    "active_infection": "active infection",
    "pregnancy_or_breast_feeding": "pregnancy or breast feeding",
}
_CONDITION_FACTS: Final = (
    "cardiac_disease",
    "ild",
    "diabetes_uncontrolled",
    "hypertension_uncontrolled",
    "active_infection",
    "psychiatric_or_autoimmune",
    "pregnancy",
    "second_malignancy",
)


def identity(case: Case, on: date) -> Identity:
    """Name, birth date, sex and numbers; what is missing is named in words."""
    patient = case.patient
    name = patient.name
    born = patient.birth_date
    numbers: list[tuple[str, str]] = []
    if patient.national_number:
        numbers.append((_("NHS No."), _in_groups(patient.national_number)))
    numbers.append((_("Hospital No."), patient.hospital_number or _("Not recorded")))
    numbers.append((_("Case"), case.id))
    died = patient.vital.died
    age = words.age_on(born, on) or words.entered_text(case, "age")
    return Identity(
        family=(clean(name.family).strip() if name else "") or _("Name not recorded"),
        given=(name.given or "") if name else "",
        title=(name.title or "") if name else "",
        born=born.text if isinstance(born, PartialDate) else labels.missing_label(born),
        age=age,
        sex=labels.label(patient.sex) if patient.sex is not None else _("Not recorded"),
        numbers=tuple(numbers),
        died=died.text if died is not None else "",
    )


def _in_groups(typed: str) -> str:
    digits = typed.replace(" ", "")
    if len(digits) == 10 and digits.isascii() and digits.isdigit():
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    return typed


def fitness(case: Case) -> Fitness:
    """Performance, organ function, co-morbidity, drugs that matter, and the patient's wishes."""
    conditions, unanswered = _conditions(case)
    label = _("Co-morbidity:")
    answered, missing = _sorted_out([_ecog(case), _frailty(case)])
    heart, no_heart = _sorted_out([_heart(case)])
    tests, no_tests = _tests(case)
    lines = [words.joined(answered), words.joined([*tests, *heart])]
    if not conditions and not unanswered:
        lines.append(_none_stated(case))
    stated = _stated_absent(case)
    drugs, no_drugs = _sorted_out(list(_drugs(case)))
    absent = [*missing, *no_tests, *no_heart, *no_drugs]
    if stated:
        lines.append(words.plain(_("No, as stated: {conditions}").format(conditions=stated)))
    elif unanswered:
        text = _("Co-morbidity not answered: {count} of {total}").format(
            count=unanswered, total=len(_CONDITIONS)
        )
        lines.append(words.plain(text))
    return Fitness(
        lines=tuple(line for line in lines if line),
        comorbidity_label=label,
        comorbidity=conditions,
        drugs=(*drugs, *_absent(absent)),
        wishes=(_wishes(case),),
    )


def _stated_absent(case: Case) -> str:
    """Conditions that an entry of the fact denies, in words."""
    entries = [case.entry(fact) for fact in _CONDITION_FACTS]
    names = [labels.fact_label(e.fact) for e in entries if e is not None and e.value is False]
    return ", ".join(names[:1] + [name[:1].lower() + name[1:] for name in names[1:]])


def _ecog(case: Case) -> Phrase:
    readings = sorted(case.fitness.ecog, key=lambda reading: newest_first(reading.date))
    lead = Span("ECOG" + words.NBSP)
    if readings:
        newest = readings[0]
        if isinstance(newest.value, Missing):
            return (lead, *words.missing(case, "fitness.ecog", kind=newest.value))
        when = newest.date.text if newest.date else _("date not recorded")
        return (lead, Span(str(newest.value), Weight.BOLD), Span(f" ({when})"))
    stated = words.entered_text(case, "ps")
    if stated:
        return (lead, Span(stated, Weight.BOLD), Span(" " + _("as stated")))
    return (lead, *words.missing(case, "fitness.ecog"))


def _frailty(case: Case) -> Phrase:
    recorded = case.fitness.rockwood
    if isinstance(recorded, int):
        return words.plain(_("Rockwood {score}").format(score=recorded))
    frail = case.fitness.is_frail
    if isinstance(frail, bool):
        return words.plain(_("Frail") if frail else _("Not frail"))
    stated = words.entered_text(case, "frail")
    if stated:
        return words.plain(_("Frail: {answer}").format(answer=stated))
    path = "fitness.rockwood"
    kind = recorded or (frail if isinstance(frail, Missing) else None)
    return (Span(_("Frailty") + " "), *words.missing(case, path, kind=kind))


def latest_lab(case: Case, test: LabTest) -> LabResult | None:
    """The newest result of a test."""
    found = [result for result in case.labs if result.test is test]
    return min(found, key=lambda result: newest_first(result.date), default=None)


def lab_text(result: LabResult) -> str:
    """A result with comparator and unit: < 2 mg/L."""
    sign = f"{result.comparator.value} " if result.comparator else ""
    amount = result.value if not isinstance(result.value, Missing) else None
    unit = f" {words.unit(result.unit)}" if result.unit else ""
    return words.held(f"{sign}{words.number(amount) if amount is not None else ''}{unit}")


def _sorted_out(parts: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """Those with an answer, and those of which nothing at all is recorded."""
    empty = [part for part in parts if _is_empty(part)]
    return [part for part in parts if part and part not in empty], empty


def _is_empty(part: Phrase) -> bool:
    return len(part) == 2 and part[1].gap is Gap.NOT_RECORDED


def _absent(parts: list[Phrase]) -> Iterator[Phrase]:
    """What nobody recorded, in one sentence with one mark."""
    for gap in dict.fromkeys(part[1] for part in parts):
        names = [part[0].text.strip().rstrip(":") for part in parts if part[1] == gap]
        rest = [words.inside(name) for name in names[1:]]
        yield (Span(", ".join([*names[:1], *rest]) + " "), gap)


def _tests(case: Case) -> tuple[list[Phrase], list[Phrase]]:
    """Kidney, blood count and liver, values of one day together; and what is not recorded."""
    tests = [(LabTest.EGFR, "egfr"), *_counts(case)]
    if latest_lab(case, LabTest.BILIRUBIN) or case.entry("bilirubin_xuln") is not None:
        tests.append((LabTest.BILIRUBIN, "bilirubin_xuln"))
    answered, empty = _sorted_out([_lab(case, test, fact=fact) for test, fact in tests])
    if len(tests) == 1 or tests[1][0] is LabTest.BILIRUBIN:
        count: Phrase = (Span(_("Blood count") + " "), *words.missing(case, "labs.neutrophils"))
        known, none = _sorted_out([count])
        answered, empty = [*answered, *known], [*empty, *none]
    return _by_day(answered), empty


def _counts(case: Case) -> list[tuple[LabTest, str]]:
    """The blood counts that are there."""
    return [
        (test, fact)
        for test, fact in _COUNTS
        if latest_lab(case, test) is not None or (fact and case.entry(fact) is not None)
    ]


def _by_day(parts: list[Phrase]) -> list[Phrase]:
    """Values joined, a date that several share printed once, after the last of them."""
    out: list[Phrase] = []
    for number, part in enumerate(parts):
        following = parts[number + 1] if number + 1 < len(parts) else ()
        is_shared = len(part) == 3 and len(following) == 3 and part[2] == following[2]
        shown = (*part[:2], Span(", ")) if is_shared else part
        if number and out and out[-1][-1].text == ", ":
            out[-1] = (*out[-1], *shown)
        else:
            out.append(shown)
    return out


def _lab(case: Case, test: LabTest, *, fact: str) -> Phrase:
    result = latest_lab(case, test)
    lead = Span(words.held(labels.label(test) + " "))
    if result is not None and result.value is not None and not isinstance(result.value, Missing):
        when = result.date.text if result.date else _("date not recorded")
        return (lead, Span(lab_text(result), Weight.BOLD), Span(f" ({when})"))
    stated = words.entered_text(case, fact) if fact else ""
    if stated:
        return (lead, Span(stated, Weight.BOLD), Span(" " + _("as stated")))
    kind = result.value if result is not None and isinstance(result.value, Missing) else None
    return (lead, *words.missing(case, f"labs.{test.value}", kind=kind))


def _heart(case: Case) -> Phrase:
    scans = [s for s in case.imaging if s.kind is ImagingKind.ECHOCARDIOGRAM]
    newest = min(scans, key=lambda scan: newest_first(scan.date), default=None)
    lead = Span("LVEF" + words.NBSP)
    if newest is not None and newest.lvef_percent is not None:
        if not isinstance(newest.lvef_percent, Missing):
            when = newest.date.text if newest.date else _("date not recorded")
            figure = words.held(words.number(newest.lvef_percent) + " %")
            return (lead, Span(figure, Weight.BOLD), Span(f" ({when})"))
        return (lead, *words.missing(case, "imaging.echocardiogram", kind=newest.lvef_percent))
    stated = words.entered_text(case, "lvef")
    if stated:
        return (lead, Span(stated, Weight.BOLD), Span(" " + _("as stated")))
    return (lead, *words.missing(case, "imaging.echocardiogram"))


def _conditions(case: Case) -> tuple[tuple[str, ...], int]:
    """Conditions present, in words, and how many were never answered."""
    recorded = case.fitness.comorbidities
    present: list[str] = []
    unanswered = 0
    for field, label in _CONDITIONS.items():
        answer = getattr(recorded, field)
        if answer is True:
            present.append(_(label) + _control(case, field))
        elif answer is not False:
            unanswered += 1
    for fact in _CONDITION_FACTS:
        entry = case.entry(fact)
        if entry is not None and entry.value is True:
            present.append(labels.fact_label(fact))
    if recorded.details:
        present.append(recorded.details)
    return tuple(present), unanswered


def _control(case: Case, field: str) -> str:
    recorded = case.fitness.comorbidities
    control = {
        "hypertension": recorded.hypertension_controlled,
        "diabetes": recorded.diabetes_controlled,
    }
    if field not in control:
        return ""
    answer = control[field]
    if answer is True:
        return " " + _("(controlled)")
    return " " + (_("(not controlled)") if answer is False else _("(control not stated)"))


def _none_stated(case: Case) -> Phrase:
    recorded = case.fitness.comorbidities
    by = f" ({recorded.none_stated_by})" if recorded.none_stated_by else ""
    return words.plain(_("Co-morbidity: none, as stated{by}").format(by=by))


def _drugs(case: Case) -> Iterator[Phrase]:
    """Drugs that matter, hypersensitivity, toxicity that remains or stopped a treatment."""
    drugs = case.fitness.relevant_drugs
    lead = Span(_("Drugs that matter:") + " ")
    path = "fitness.relevant_drugs"
    yield (lead, *(words.plain(drugs) if drugs else words.missing(case, path)))
    allergies = _allergies(case)
    if allergies:
        yield (Span(_("Hypersensitivity:") + " ", Weight.BOLD), Span(", ".join(allergies)))
    remaining = [_toxicity(item) for item in _lasting(case)]
    if remaining:
        yield (Span(_("Toxicity that remains:") + " "), Span("; ".join(remaining)))


def _allergies(case: Case) -> list[str]:
    recorded = case.fitness.hypersensitivity
    named = (
        (recorded.temozolomide, _("temozolomide")),
        (recorded.dacarbazine, _("dacarbazine")),
        (recorded.platinum, _("platinum")),
        (recorded.taxane, _("taxane")),
    )
    found = [name for answer, name in named if answer is True]
    return [*found, recorded.other] if recorded.other else found


def _lasting(case: Case) -> Iterator[Toxicity]:
    yield from case.fitness.residual_toxicities
    for line in case.lines:
        for item in line.toxicities:
            if item.is_resolved is not True and item.resolved is None:
                yield item


def _toxicity(item: Toxicity) -> str:
    grade = f" G{item.grade}" if isinstance(item.grade, int) else f" ({_('grade not stated')})"
    version = f" (CTCAE {item.ctcae_version})" if item.ctcae_version else ""
    return f"{item.term}{grade}{version}"


def _wishes(case: Case) -> Phrase:
    wishes = case.fitness.wishes
    if wishes.view is None or isinstance(wishes.view, Missing):
        lead = Span(_("Wishes:") + " ", Weight.BOLD)
        view: Phrase = (lead, *words.missing(case, "fitness.wishes.view", kind=wishes.view))
    else:
        view = words.bold(labels.label(wishes.view))
    parts = [view]
    if wishes.words:
        parts.append(words.bold(wishes.words.rstrip(". ")))
    if wishes.route is not None and not isinstance(wishes.route, Missing):
        route = _("Tablets or infusion: {answer}").format(answer=labels.label(wishes.route))
        parts.append(words.plain(route))
    return words.joined(parts)
