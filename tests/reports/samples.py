"""Synthetic case reports for the tests of documents: a full one and a sparse one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from nenboard.reports.values import (
    Advice,
    Bar,
    Branch,
    CaseReport,
    Day,
    Event,
    Fitness,
    Gap,
    Glyph,
    Identity,
    Imaging,
    MissingFact,
    NotOffered,
    OptionLine,
    Outcome,
    Pathology,
    Phrase,
    Point,
    Provenance,
    Question,
    ResultRow,
    Sample,
    Series,
    Sitting,
    Span,
    State,
    StateKind,
    Strength,
    Symbol,
    Timeline,
    Weight,
)

AS_OF = datetime(2026, 11, 24, 14, 2, tzinfo=UTC)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(iso: str) -> Day:
    """A day that is fully known."""
    at = date.fromisoformat(iso)
    return Day(at, at, f"{at.day:02}-{MONTHS[at.month - 1]}-{at.year}")


def said(text: str) -> Phrase:
    """Plain words."""
    return (Span(text),) if text else ()


def gap(kind: Gap, text: str) -> Phrase:
    """A missing value."""
    return (Span(text, gap=kind),)


def bold(text: str) -> Span:
    """Strong words."""
    return Span(text, Weight.BOLD)


def point(iso: str, value: str, text: str = "", letter: str = "", organ: str = "") -> Point:
    """A value of a series."""
    number = Decimal(value)
    return Point(day(iso), number, number, text or value, letter, organ)


def option(code: str, label: str, strength: Strength, *texts: str) -> OptionLine:
    """An option with its reason and cautions."""
    reason, *cautions = texts or ("",)
    return OptionLine(code, label, strength, reason, tuple(cautions))


def full_timeline() -> Timeline:
    """The course of the full case."""
    return Timeline(
        until=date(2026, 11, 24),
        until_label="as of 24-Nov",
        events=(
            Event(day("2023-03-14"), "Biopsy", Symbol.BIOPSY),
            Event(
                day("2023-04-20"), "Distal pancreatectomy, splenectomy pT3 N1 R0", Symbol.OPERATION
            ),
            Event(day("2024-08-20"), "TAE right lobe", Symbol.PROCEDURE, "liver_directed"),
            Event(day("2025-06-26"), "Board", Symbol.MEETING),
            Event(day("2026-10-09"), "Liver biopsy", Symbol.BIOPSY),
        ),
        bars=(
            Bar(
                "1",
                "Lanreotide 120 mg every 28 days",
                "ssa",
                day("2023-05-22"),
                day("2025-06-30"),
                stop_reason="progression",
                response="SD",
            ),
            Bar(
                "2",
                "Everolimus 10 mg",
                "targeted",
                day("2025-07-14"),
                day("2026-03-12"),
                stop_reason="pneumonitis G2",
            ),
            Bar("W", "Surveillance", "watch", day("2026-03-12"), None, ongoing=True, is_spell=True),
        ),
        responses=tuple(
            Glyph(day(at), code, code)
            for at, code in (
                ("2023-12-11", "SD"),
                ("2024-06-10", "SD"),
                ("2024-12-09", "SD"),
                ("2025-06-16", "PD"),
                ("2025-11-17", "SD"),
                ("2026-03-30", "SD"),
                ("2026-09-28", "PD"),
            )
        ),
        imaging=tuple(
            Glyph(day(at), code, code)
            for at, code in (
                ("2023-04-03", "S4"),
                ("2023-06-12", "CT"),
                ("2023-12-11", "CT"),
                ("2024-06-10", "CT"),
                ("2024-12-09", "CT"),
                ("2025-02-17", "S4"),
                ("2025-06-16", "CT"),
                ("2025-11-17", "CT"),
                ("2026-03-30", "CT"),
                ("2026-09-28", "CT"),
                ("2026-10-21", "S3"),
            )
        ),
        series=(
            Series(
                "ki67",
                "Ki-67",
                "% by sample, log",
                (
                    point("2023-03-14", "4", "4 %", "P", "pancreas"),
                    point("2023-04-20", "6", "6 %", "P", "pancreas"),
                    point("2026-10-09", "12", "12 %", "L", "liver"),
                ),
            ),
            Series(
                "marker",
                "Chromogranin A",
                "× upper limit",
                (
                    point("2023-03-14", "3.1"),
                    point("2023-09-18", "1.8"),
                    point("2024-03-12", "2.2"),
                    point("2024-12-16", "2.6"),
                    point("2025-06-10", "4.6"),
                    point("2025-11-24", "3.9"),
                    point("2026-03-30", "4.2"),
                    point("2026-10-05", "6.8"),
                ),
            ),
            Series(
                "sum",
                "Target sum",
                "mm, RECIST",
                (
                    point("2023-06-12", "58"),
                    point("2023-12-11", "60"),
                    point("2024-06-10", "68"),
                    point("2024-12-09", "62"),
                    point("2025-06-16", "78"),
                    point("2025-11-17", "74"),
                    point("2026-03-30", "73"),
                    point("2026-09-28", "92"),
                ),
            ),
        ),
    )


def full_advice() -> Advice:
    """The algorithm's answer of the full case."""
    preferred, other = Strength.PREFERRED, Strength.OPTION
    branch = Branch(
        node="PNET-2",
        title="P-NET G1-2, after at least one line.",
        holds="Holds for Ki-67 above 10, up to 20 %.",
        options=(
            option("captem", "CAPTEM (capecitabine + temozolomide)", preferred, "eGFR 58"),
            option("stz5fu", "STZ-5FU (streptozocin + 5-fluorouracil)", preferred, "eGFR 58"),
            option("prrt", "PRRT (177Lu-oxodotreotide)", other, "receptor-positive"),
            option("sun", "Sunitinib", other, "progressive P-NET", "LVEF 45 %: cardiology first"),
            option("liver", "Liver-directed treatment", Strength.SELECTED, "liver-dominant"),
            option("folfiri", "FOLFIRI", Strength.NOT_ROUTINE, "phase II data only"),
            option("folfox", "Oxaliplatin doublet", Strength.NOT_ROUTINE),
            option(
                "stzdoxo",
                "STZ-DOXO (streptozocin + doxorubicin)",
                Strength.CONTRAINDICATED,
                "response matters most",
                "LVEF below 50 %: no anthracycline",
            ),
        ),
    )
    return Advice(
        heading="Review of 2021, rule set nen-2021 version 1.0.0.",
        branches=(branch,),
        missing=(
            MissingFact(
                "DPYD",
                Span("Pending, due 24-Nov-2026", gap=Gap.PENDING),
                "1 of 3 results removes both preferred options",
            ),
        ),
        not_offered=(NotOffered(("Everolimus",), "given Jul-2025 to Mar-2026"),),
        notes=(),
    )


def full_pathology() -> Pathology:
    """Three samples."""
    rows = (
        ("09-Oct-2026", "Liver VI", "12 %", "8", "G2", "agrees"),
        ("20-Apr-2023", "Pancreas, resection", "6 %", "3", "G2", "agrees"),
        ("14-Mar-2023", "Pancreas, EUS-FNB", "4 %", "1", "G2", "not asked"),
    )
    return Pathology(
        headings=("Date", "Organ", "Ki-67", "Mit.", "Grade", "Review"),
        samples=tuple(
            Sample(tuple(said(cell) for cell in row), is_latest=number == 0)
            for number, row in enumerate(rows)
        ),
        remarks=(
            said("Highest 12 %, latest 12 %, change +6. Mitoses per 2 mm²."),
            (
                Span("SSTR2A 3+. p53, Rb: "),
                Span("Not applicable", gap=Gap.NOT_APPLICABLE),
            ),
        ),
        slides=said("26H-5120 (liver), 23H-1187 (resection)."),
    )


def full_imaging() -> Imaging:
    """The latest of each examination and marker."""
    rows: tuple[tuple[str, str, Phrase], ...] = (
        ("CT", "28-Sep-2026", said("Sum 92 mm, PD; 2 new, 6 grown")),
        ("SSTR PET", "21-Oct-2026", said("DOTATATE: Krenning 3, all lesions")),
        ("FDG PET", "", gap(Gap.NOT_DONE, "Not done")),
        ("Echo", "03-Nov-2026", said("LVEF 45 %, valves normal")),
        ("CgA", "05-Oct-2026", said("6.8 × limit, no PPI")),
    )
    return Imaging(
        headings=("Test", "Date", "Result"),
        rows=tuple(ResultRow((said(a), said(b), c), keep=True) for a, b, c in rows),
        images=said("CT 28-Sep-2026 series 4; SSTR PET 21-Oct-2026."),
    )


def full_fitness() -> Fitness:
    """Fitness and wishes of the full case."""
    return Fitness(
        lines=(
            (Span("ECOG "), bold("1"), Span(" (10-Nov-2026). Frailty: under 65 years")),
            (Span("eGFR "), bold("58"), Span(" mL/min/1.73 m² (12-Nov-2026). Hb 118 g/L")),
            (Span("LVEF "), bold("45 %"), Span(" (03-Nov-2026)")),
        ),
        comorbidity_label="Also:",
        comorbidity=("ischaemic heart disease",),
        drugs=(said("No PPI. Pneumonitis G2 on everolimus, resolved Jun-2026"),),
        wishes=((bold("Wants active treatment. Prefers tablets, few hospital days."),),),
    )


def full_report(**changes: Any) -> CaseReport:
    """A case with everything recorded."""
    report = CaseReport(
        case_key="SYN-00417",
        revision=7,
        identity=Identity(
            "Amberley",
            "Rosa",
            "Mrs",
            "07-Feb-1965",
            "61y",
            "Female",
            (("NHS No.", "999 526 0182"), ("Hospital No.", "SYN-00417")),
        ),
        sitting=Sitting("NET MDT 26-Nov-2026", 1, 9),
        state=State(StateKind.DRAFT, 3),
        question=Question(
            lead="Question. Re-discussion, progression. Presents: Dr A. Lindqvist",
            question=(
                bold("Progression after lanreotide and everolimus: which next systemic line?"),
            ),
            new_label="New since 26-Jun-2025:",
            new=said(
                "CT 28-Sep-2026 target sum 73 to 92 mm (+26 %), two new liver lesions. "
                "Liver biopsy 09-Oct-2026: Ki-67 12 % (was 6 %)."
            ),
            tumour=(
                (
                    bold("Pancreas tail NET G2, Ki-67 12 %"),
                    Span(
                        ", at diagnosis pT3 N1 M1a, stage IV (UICC 8); liver 11-25 %, diffuse. "
                        "Not functioning. SSTR positive. "
                    ),
                    bold("Progressing"),
                    Span(", 12.3 % a month."),
                ),
            ),
        ),
        fitness=full_fitness(),
        timeline=full_timeline(),
        pathology=full_pathology(),
        imaging=full_imaging(),
        advice=full_advice(),
        outcome=Outcome(
            ticks=("agreed", "conditional", "deferred", "returned"),
            prompts=(
                ("Plan, and basis", 3),
                ("Actions: who, by when", 2),
                ("Tell patient / GP: who, by when", 1),
            ),
            signature="Chair, date",
        ),
        provenance=Provenance(
            as_of=AS_OF,
            author="J. Marlow",
            version="Version 3, draft",
            release="Rules nen-2021 1.0.0",
            program="nenboard 0.1.0",
            statement=(
                "Shows what a published algorithm (review of 2021) lists for the facts entered, "
                "for the board to weigh; doses are not computed."
            ),
            synthetic="SYNTHETIC PERSON, demo",
        ),
        fingerprint="4f1c92ae" + "0" * 56,
    )
    return replace(report, **changes)


def sparse_report(**changes: Any) -> CaseReport:
    """A case of which nothing but the identity is recorded, and the algorithm not run."""
    nothing = gap(Gap.NOT_RECORDED, "Not recorded")
    report = full_report()
    sparse = replace(
        report,
        identity=Identity("Nobody", "", "", "Not recorded", "", "Not recorded", ()),
        question=Question("Question", nothing, "New:", nothing, (nothing,)),
        fitness=Fitness((nothing,), "Also:", (), (nothing,), (nothing,)),
        timeline=Timeline(
            date(2026, 11, 24),
            "as of 24-Nov",
            (),
            (),
            (),
            (),
            (Series("ki67", "Ki-67", "%", (), nothing),),
            treatment_words=nothing,
        ),
        pathology=Pathology(report.pathology.headings, (), (nothing,), nothing),
        imaging=Imaging(
            report.imaging.headings, (ResultRow((said("CT"), (), nothing), keep=True),), nothing
        ),
        advice=Advice("", (), (), (), (), said("The algorithm has not been run.")),
    )
    return replace(sparse, **changes)
