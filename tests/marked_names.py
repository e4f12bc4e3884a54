"""Send marked names through every feature, then scan everything written to disk for them.

python -m tests.marked_names FOLDER prints a tally and ends with 1 if a mark was found outside the
encrypted registry and the chosen exports. Files that are removed are scanned before they go.
"""

import base64
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from nenboard.domain.patient import PersonName
from nenboard.host import crash, settings
from nenboard.registry.errors import RegistryError
from nenboard.registry.folder import Registry
from nenboard.workflow import (
    casework,
    clock,
    drafts,
    export,
    finding,
    importing,
    maintain,
    meeting_papers,
    orders,
    outcomes,
)
from nenboard.workflow.orders import Order
from tests.workflow.board_support import (
    COORDINATOR,
    LEAD,
    MEETING,
    ON_THE_DAY,
    opened,
    signed,
    staffed,
    started,
    typed,
)
from tests.workflow.support import PASSPHRASE

FAMILY, GIVEN, NUMBER, WORDS = "Xyzzymarke", "Quillonax", "HNZQ77193", "Wobblequestion"
MARKS = (FAMILY, GIVEN, NUMBER, WORDS)
CASES = ("NEN-00001", "NEN-00002", "NEN-00003")


@dataclass
class Tally:
    """What was looked at, and where a mark stood that has no business there."""

    files: int = 0
    removed: int = 0
    exports: int = 0
    found: list[str] = field(default_factory=list)


def encoded() -> Iterator[bytes]:
    """Each mark as a program may write it, in any case of letters."""
    for mark in MARKS:
        for text in (mark, mark.upper(), mark.lower()):
            yield text.encode()
            yield text.encode("utf-16-le")
        yield base64.b64encode(mark.encode())[:-4]


_NEEDLES = tuple(dict.fromkeys(encoded()))


def scan(tally: Tally, file: Path, data: bytes) -> None:
    """Look for marks in the name and the bytes of a file."""
    where = str(file)
    if any(needle in data for needle in _NEEDLES):
        tally.found.append(f"in {where}")
    if any(mark.lower() in where.lower() for mark in MARKS):
        tally.found.append(f"in the name {where}")


@contextmanager
def watched(folder: Path, tally: Tally) -> Iterator[None]:
    """Scan every file that this process removes, replaces or renames, just before it does."""
    is_on = [True]

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        if not is_on[0] or event not in {"os.remove", "os.rename", "shutil.rmtree"}:
            return
        place = Path(str(arguments[0]))
        inside = place.rglob("*") if place.is_dir() else (place,)
        for file in list(inside):
            if file.is_file() and folder in file.parents and "chosen" not in file.parts:
                tally.removed += 1
                scan(tally, file, file.read_bytes())

    sys.addaudithook(hook)
    try:
        yield
    finally:
        is_on[0] = False


def marked(registry: Registry) -> None:
    """Give every case marked identifiers and a marked question."""
    for count, case_id in enumerate(CASES):
        case = registry.cases.get(case_id).case
        name = PersonName(family=FAMILY, given=GIVEN)
        number = f"{NUMBER}{count}"
        patient = case.patient.model_copy(update={"name": name, "hospital_number": number})
        referral = case.referral.model_copy(update={"question": f"{WORDS} which line next?"})
        changed = case.model_copy(update={"patient": patient, "referral": referral})
        casework.save_case(registry, changed, reason=f"{WORDS} as the letter says")
        drafts.keep(registry, case_id, payload=f'"{FAMILY} {WORDS}"', base_revision=1)


def wanted() -> Iterator[Order]:
    """Every document there is."""
    for kind in orders.CASE_KINDS:
        yield Order(kind, CASES[0], meeting_id=MEETING if kind in meeting_papers.LETTERS else None)
    for kind in orders.MEETING_KINDS:
        yield Order(kind, MEETING)
    yield Order("figures", f"{ON_THE_DAY:%Y-%m}")


def used(folder: Path, tally: Tally) -> None:
    """A day with the registry: all that stores, finds, prints, exports, fails and goes wrong."""
    place, chosen = folder / "registry", folder / "chosen"
    chosen.mkdir()
    with clock.stopped_at(ON_THE_DAY):
        with staffed(place, 1, 2, 3) as registry:
            marked(registry)
            started(registry, *CASES)
            signed(registry)
            outcomes.record(registry, typed(registry, CASES[1]))
            finding.people(registry, FAMILY[:6], most=5)
            maintain.back_up(registry)
        with opened(place, COORDINATOR) as registry:
            for order in wanted():
                orders.pdf(registry, order)
                export.export_paper(registry, order, target=chosen / f"{order.kind}.pdf")
                tally.exports += 1
        _leads_day(place, chosen)
        _faults(place)
        settings.save(settings.load().with_registry(place))


def _leads_day(place: Path, chosen: Path) -> None:
    """What needs the board lead or the administrator."""
    with opened(place, LEAD) as registry:
        target = chosen / "case.json"
        export.export_case(
            registry, CASES[0], target=target, reason="for the test", is_identifiable=True
        )
        export.export_case(registry, CASES[1], target=chosen / "coded.json")
        given = importing.read_documents([target.read_bytes()])
        importing.carry_out(registry, importing.plan_import(registry, given))
    with opened(place) as registry:
        erased = maintain.erase_case(registry, CASES[2])
        maintain.take_out_of_copies(registry, CASES[2], which=erased.copies)
        backup = maintain.back_up(registry)
        registry.change_database_key(at=clock.now()).close()
    maintain.restore(place, backup.folder, passphrase=PASSPHRASE, user="Anna")


def _faults(place: Path) -> None:
    """Refusals and a fault of ours, whose report must not repeat what it was about."""
    with suppress(RegistryError):
        casework.open_registry(place, passphrase=f"{FAMILY} {WORDS}", user="Anna")
    crash.write(KeyError(f"{FAMILY}, {GIVEN} {NUMBER}"), at=clock.now())


def rounds(folder: Path) -> Tally:
    """Use everything below this folder, then scan every file in it but the chosen exports."""
    tally = Tally()
    with watched(folder, tally):
        used(folder, tally)
    for file in sorted(folder.rglob("*")):
        if not file.is_file():
            continue
        if "chosen" in file.relative_to(folder).parts:
            scan(tally, file, b"")
            continue
        tally.files += 1
        scan(tally, file, file.read_bytes())
    return tally


def main() -> int:
    """Do it in a folder of its own; returns the exit code."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True)
    temporary = folder / "temporary"
    temporary.mkdir()
    os.environ |= {"NENBOARD_CONFIG_DIR": str(folder / "settings"), "TMPDIR": str(temporary)}
    tempfile.tempdir = None
    tally = rounds(folder)
    lines = (
        f"{tally.files} files kept, {tally.removed} removed on the way, {tally.exports} documents",
        f"{len(tally.found)} marks outside the registry and the chosen exports",
        *tally.found,
    )
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 1 if tally.found else 0


if __name__ == "__main__":
    sys.exit(main())
