"""What the plot of responses shows, as plain values for the screen and the PDF."""

from dataclasses import dataclass

from nenboard.host.language import _


@dataclass(frozen=True, slots=True)
class PlotMark:
    """A response in per cent with the limits of its interval, if they are known."""

    regimen: str
    percent: float
    printed: str
    low: float | None = None
    high: float | None = None
    letters: str = ""

    @property
    def shown(self) -> str:
        """The figure with its marks."""
        return f"{self.printed} {self.letters}".rstrip()

    @property
    def words(self) -> str:
        """As said in words: CAPTEM 36.0 % (10.9 to 69.2)."""
        said = f"{self.regimen} {self.printed} %"
        if self.low is None or self.high is None:
            return said
        return _("{said} ({low} to {high})").format(
            said=said, low=f"{self.low:.1f}", high=f"{self.high:.1f}"
        )


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A row of a table: its id, name, N, treatment and the mark of each arm, None for no figure."""

    id: str
    name: str
    n: str
    treatment: str
    marks: tuple[PlotMark | None, ...]

    @property
    def figures(self) -> str:
        """The printed figures of the arms."""
        return " v ".join(mark.shown if mark else "NR" for mark in self.marks)


@dataclass(frozen=True, slots=True)
class PlotGroup:
    """A section of a table."""

    title: str
    rows: tuple[PlotRow, ...]


@dataclass(frozen=True, slots=True)
class ResponsePlot:
    """Everything the plot shows; `warning` and `notes` are always printed with it."""

    title: str
    subtitle: str
    groups: tuple[PlotGroup, ...]
    warning: str
    notes: tuple[str, ...]
    source: str
