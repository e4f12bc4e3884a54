"""Generated extremes of a case report: nothing, too much, hostile words; by seed."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from nenboard.reports.values import (
    Advice,
    Bar,
    Branch,
    CaseReport,
    Day,
    Event,
    Gap,
    Glyph,
    MissingFact,
    OptionLine,
    Pathology,
    Phrase,
    Point,
    ResultRow,
    Sample,
    Series,
    Span,
    Strength,
    Symbol,
    Timeline,
)
from tests.reports.samples import MONTHS, full_report

HOSTILE = (
    "<b>bold</b> & <i>",
    '<img src="file:///etc/passwd"/>',
    "]]> <!-- -- > &amp; &#0;",
    "%s {name} \\n $(rm) `x`",
    "naïve Łódź Ærø ≥ 3 ≤ 20 → ½",
    "αβγ Кириллица ĳ ﬁ",
    "emoji 😀 🏥 and 漢字",
    "עברית and عربي",
    "tab\tnew\nline\x00\x07\x1b[31m",
    "\u202etfel ot thgir\u202c zero\u200bwidth",
    "e\u0301 combining",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente",
)
NAMES = (
    "Ng",
    "O'Brien",
    "Featherstonehaugh-Cholmondeley-Wriothesley-Marjoribanks-Smythe",
    "de la Fontaine-Łukasiewicz",
    *HOSTILE[:4],
)
CLASSES = ("ssa", "prrt", "targeted", "chemotherapy", "liver_directed", "radiotherapy", "unknown")
RESPONSES = ("CR", "PR", "SD", "PD", "MIXED", "NE")
SCANS = ("CT", "MRI", "S4", "S2", "FDG", "Echo", "SSTR scintigraphy")
WORDS = ("lanreotide", "progression", "liver", "since", "of", "Ki-67", "12 %", "and", "lesions")


class Extremes:
    """Makes one report of a seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - test data, not secrets

    def report(self) -> CaseReport:
        """A report in which every part is empty, ordinary or extreme."""
        base = full_report()
        pick = self.random
        return replace(
            base,
            identity=replace(
                base.identity,
                family=pick.choice(NAMES),
                given=pick.choice(NAMES),
                title=pick.choice(("", "Mrs", "Prof. Dr")),
                died=pick.choice(("", "", "03-Jan-2027")),
            ),
            question=replace(
                base.question,
                question=self.phrase(pick.choice((1, 8, 30)), missing=True),
                new=self.phrase(pick.choice((0, 10, 60, 120)), missing=True),
                tumour=tuple(self.phrase(20) for _number in range(pick.choice((1, 1, 3)))),
            ),
            fitness=replace(
                base.fitness,
                lines=tuple(self.phrase(8, missing=True) for _n in range(3)),
                comorbidity=tuple(self.text(2) for _n in range(pick.choice((0, 2, 14)))),
                wishes=(self.phrase(pick.choice((0, 12)), missing=True),),
            ),
            timeline=self.timeline(),
            pathology=self.pathology(base.pathology),
            imaging=replace(
                base.imaging,
                rows=tuple(self.result() for _n in range(pick.choice((2, 5, 12)))),
                images=self.phrase(pick.choice((0, 10)), missing=True),
            ),
            advice=self.advice(base.advice),
        )

    def text(self, count: int) -> str:
        """Ordinary words, now and then a hostile one."""
        pick = self.random
        parts = [pick.choice(WORDS) for _number in range(count)]
        if pick.random() < 0.25:
            parts.append(pick.choice(HOSTILE))
        return " ".join(parts)

    def phrase(self, count: int, *, missing: bool = False) -> Phrase:
        """Words, or a missing value."""
        if not count or (missing and self.random.random() < 0.3):
            gap = self.random.choice(list(Gap))
            return (Span(gap.value.replace("_", " ").capitalize(), gap=gap),)
        return (Span(self.text(count)),)

    def day(self, first: date, last: date) -> Day:
        """A day, month or year between two days."""
        at = first + timedelta(days=self.random.randrange(max((last - first).days, 1)))
        kind = self.random.random()
        if kind < 0.7:
            return Day(at, at, f"{at.day:02}-{MONTHS[at.month - 1]}-{at.year}")
        start = at.replace(day=1)
        if kind < 0.9:
            return Day(start, start + timedelta(days=27), f"{MONTHS[at.month - 1]}-{at.year}")
        return Day(date(at.year, 1, 1), date(at.year, 12, 31), str(at.year))

    def timeline(self) -> Timeline:
        """From nothing to two hundred events over one month to twenty-five years."""
        pick = self.random
        until = date(2026, 11, 24)
        first = until - timedelta(days=pick.choice((30, 400, 1500, 9000)))
        counts = [pick.choice((0, 1, 2, 20, 200)) for _n in range(3)]
        count = pick.choice((0, 1, 3, 12))
        step = (until - first) / max(count, 1)
        bars = tuple(self.bar(n, first + n * step, first + (n + 1) * step) for n in range(count))
        return Timeline(
            until=until,
            until_label="as of 24-Nov",
            events=tuple(
                Event(self.day(first, until), self.text(3), pick.choice(list(Symbol)))
                for _n in range(counts[0])
            ),
            bars=bars,
            responses=tuple(
                Glyph(self.day(first, until), pick.choice(RESPONSES), "response")
                for _n in range(counts[1])
            ),
            imaging=tuple(
                Glyph(self.day(first, until), pick.choice(SCANS), "scan") for _n in range(counts[2])
            ),
            series=tuple(self.series(kind, first, until) for kind in ("ki67", "marker", "sum")),
            undated=tuple(self.text(2) for _n in range(pick.choice((0, 0, 3)))),
        )

    def bar(self, number: int, first: date, until: date) -> Bar:
        """A line of treatment, dated or not."""
        pick = self.random
        dated = pick.random() < 0.85
        start = self.day(first, until) if dated else None
        ongoing = pick.random() < 0.2
        stop = None if ongoing or not dated or start is None else self.day(start.latest, until)
        return Bar(
            number=str(number + 1),
            label=self.text(pick.choice((1, 4))),
            therapy_class=pick.choice(CLASSES),
            start=start,
            stop=stop,
            ongoing=ongoing,
            stop_reason=pick.choice(("", "progression", self.text(2))),
            response=pick.choice(RESPONSES),
        )

    def series(self, kind: str, first: date, until: date) -> Series:
        """No, one, ten or sixty values."""
        count = self.random.choice((0, 1, 10, 60))
        points = []
        for _number in range(count):
            value = Decimal(self.random.choice((0, 1, 3, 20, 99, 940))) / 10
            high = value + self.random.choice((0, 0, 5))
            letter = self.random.choice("PLB") if kind == "ki67" else ""
            points.append(Point(self.day(first, until), value, high, f"{value} %", letter, "organ"))
        return Series(kind, self.text(1), "unit", tuple(points))

    def pathology(self, base: Pathology) -> Pathology:
        """No, one or nine samples."""
        rows = tuple(
            Sample(self.cells(), number == 0) for number in range(self.random.choice((0, 1, 3, 9)))
        )
        remarks = tuple(self.phrase(8) for _n in range(self.random.choice((0, 2))))
        return Pathology(base.headings, rows, remarks, self.phrase(4, missing=True))

    def cells(self) -> tuple[Phrase, ...]:
        """A row of the sample table: dates and codes, free text for organ and Ki-67."""
        pick = self.random
        ki67 = pick.choice(("12 %", "< 3 %", "done, not stated", "up to 50 %", "Not recorded"))
        return (
            (Span(pick.choice(("14-Mar-2023", "2023", "Not recorded"))),),
            self.phrase(1, missing=True),
            (Span(ki67),),
            (Span(pick.choice(("8", "12 / 10 mm²", "Not applicable"))),),
            (Span(pick.choice(("G2", "Not recorded"))),),
            (Span(pick.choice(("Agrees", "Changed grade", "Pending"))),),
        )

    def result(self) -> ResultRow:
        """An examination or marker; not every one must stay."""
        test = self.random.choice(("CT", "SSTR PET", "NT-proBNP", "Neurone-specific enolase"))
        when = self.random.choice(("28-Sep-2026", "2026", "Not recorded"))
        cells = ((Span(test),), (Span(when),), self.phrase(4, missing=True))
        return ResultRow(cells, keep=self.random.random() < 0.3)

    def advice(self, base: Advice) -> Advice:
        """No option, all contraindicated, or three branches of ten."""
        pick = self.random
        shape = pick.choice(("none", "contraindicated", "many", "ordinary"))
        if shape == "none":
            branch = Branch("ASK", "Ask: extent", "", (), self.text(10))
            return replace(base, branches=(branch,), missing=self.missing(8))
        if shape == "ordinary":
            return base
        strengths = [*Strength, Strength.OPTION, Strength.NOT_ROUTINE, Strength.NOT_ROUTINE]
        if shape == "contraindicated":
            strengths = [Strength.CONTRAINDICATED]
        branches = tuple(
            Branch(
                f"NODE-{number}",
                f"Node {number}.",
                "Possible: depends on Ki-67.",
                tuple(
                    OptionLine(
                        f"o{index}",
                        f"Option {index} ({pick.choice(WORDS)})",
                        pick.choice(strengths),
                        self.text(3),
                        (self.text(8),) if pick.random() < 0.5 else (),
                    )
                    for index in range(10)
                ),
            )
            for number in range(3 if shape == "many" else 1)
        )
        return replace(base, branches=branches, missing=self.missing(pick.choice((0, 3, 9))))

    def missing(self, count: int) -> tuple[MissingFact, ...]:
        """Facts that would change the result."""
        return tuple(
            MissingFact(f"fact {number}", None, pick_effect(number)) for number in range(count)
        )


def pick_effect(number: int) -> str:
    """What a missing fact changes."""
    return ("changes the leading option", "decides the branch", "")[number % 3]
