"""The demonstration: a registry of published and invented cases, assessed, with its documents."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Final

from nenboard.domain.board import AgendaItem, Override, Pause
from nenboard.domain.case import Case
from nenboard.domain.dates import PartialDate
from nenboard.host.files import write_atomically
from nenboard.host.language import _
from nenboard.registry.assessments import StoredAssessment
from nenboard.registry.audit import Action
from nenboard.registry.errors import NotARegistry, RegistryError, RegistryLocked
from nenboard.registry.folder import Registry
from nenboard.registry.keys import Argon2Cost
from nenboard.registry.meetings import StoredMeeting
from nenboard.workflow import (
    assess,
    casework,
    clock,
    demo_folder,
    demo_meeting,
    export,
    meeting,
    orders,
    published,
)
from nenboard.workflow.orders import Order
from nenboard.workflow.progress import Progress, report
from nenboard.workflow.synthetic import synthetic_cases
from nenboard.workflow.synthetic.cases import meeting_day

USER: Final = "demo"
PASSPHRASE: Final = "demonstration only"  # noqa: S105 - opens invented data, and is printed
SEED: Final = 2021
SYNTHETIC: Final = 12
MOST_PAGES: Final = 60
_MINUTES: Final = 5
_BREAK: Final = 10
_PLACE, _CHAIR, _COORDINATOR = "Synthetic room", "Prof. D. Model", "Nurse E. Example"
_NO_WORK = frozenset({Action.REGISTRY_OPENED, Action.BACKUP_MADE, Action.EXPORTED, Action.PRINTED})


@dataclass(frozen=True)
class Plan:
    """What to build: how many invented people from which seed, as of which day.

    The same plan gives the same content. ``cost`` makes the key cheaper to derive, for tests.
    """

    on: date
    synthetic: int = SYNTHETIC
    seed: int = SEED
    with_published: bool = True
    cost: Argon2Cost | None = None


@dataclass(frozen=True)
class DemoCase:
    """A case of the demonstration; ``page`` is the name of its PDF, None beyond the first sixty."""

    case_id: str
    result: str
    page: str | None


@dataclass(frozen=True)
class Demo:
    """What was built; ``kept`` is where an earlier registry went that somebody had worked in."""

    folder: Path
    cases: tuple[DemoCase, ...]
    meeting_id: str
    agenda: str
    pack: str
    kept: Path | None = None

    @property
    def registry(self) -> Path:
        """The folder of the registry."""
        return self.folder / demo_folder.REGISTRY

    @property
    def documents(self) -> Path:
        """The folder of the PDFs."""
        return self.folder / demo_folder.DOCUMENTS


def build(folder: Path, plan: Plan | None = None, *, progress: Progress | None = None) -> Demo:
    """Build the demonstration in a new, an empty or an earlier demonstration folder.

    Everything is made beside the old content and then takes its place; an old registry that
    somebody has worked in is kept. Raises ForeignFolder, Cancelled, HostError, RegistryError.
    """
    wanted = plan or Plan(clock.today())
    building = demo_folder.begin(folder)
    try:
        with clock.stopped_at(datetime.combine(wanted.on, time(9), tzinfo=UTC)):
            filling = _Filling(building, wanted, progress=progress)
            built, head = filling.run()
        is_kept = _is_worked_in(folder)
        kept = demo_folder.finish(folder, building, is_registry_kept=is_kept)
    except BaseException:
        demo_folder.abandon(building)
        raise
    content = {"state": "complete", "on": wanted.on.isoformat(), "seed": wanted.seed}
    demo_folder.write_marker(folder, {**content, "synthetic": wanted.synthetic, "head": head})
    return Demo(folder, built.cases, built.meeting_id, built.agenda, built.pack, kept)


def cases_of(plan: Plan) -> Iterator[Case]:
    """The published cases, then the invented ones."""
    reports = published.shipped() if plan.with_published else ()
    for number, document in enumerate(reports, start=1):
        yield published.read_published(document, case_id=f"{published.PREFIX}-{number:05d}")
    yield from synthetic_cases(plan.synthetic, seed=plan.seed, on=plan.on)


class _Filling:
    """Fills one folder with registry and documents."""

    def __init__(self, place: Path, plan: Plan, *, progress: Progress | None) -> None:
        self._place = place
        self._plan = plan
        self._progress = progress
        self._documents = place / demo_folder.DOCUMENTS
        self._documents.mkdir()

    def run(self) -> tuple[Demo, int]:
        """What was built, and the length of the audit trail at its end."""
        made = casework.create_registry(
            self._place / demo_folder.REGISTRY,
            passphrase=PASSPHRASE,
            user=USER,
            cost=self._plan.cost,
        )
        with made.registry as registry:
            ids = _save_all(registry, self._plan)
            printed = ids[:MOST_PAGES]
            total = len(ids) + 3 * len(printed)
            answers = assess.run_many(
                registry, ids, on=self._plan.on, progress=self._from(0, total)
            )
            planned = self._plan_meeting(registry, printed)
            demo_meeting.hold(registry, printed, on=self._plan.on, chair=_CHAIR)
            pages = self._write_pages(registry, printed, first=len(ids), total=total)
            cases = _listed(answers, pages)
            built = self._write_meeting(
                registry, planned, cases=cases, place=(len(ids) + len(printed), total)
            )
            head = registry.audit.head().seq
        _write_notes(self._place, built, recovery_key=made.recovery_key)
        return built, head

    def _from(self, first: int, total: int) -> Progress:
        return lambda done, _of: (
            self._progress is None or self._progress(min(first + done, total), total)
        )

    def _write_pages(
        self, registry: Registry, ids: tuple[str, ...], *, first: int, total: int
    ) -> dict[str, str]:
        pages = {}
        for done, case_id in enumerate(ids):
            report(self._progress, done=first + done, total=total)
            order = Order("case", case_id)
            pages[case_id] = orders.file_name(registry, order)
            export.export_paper(registry, order, target=self._documents / pages[case_id])
        return pages

    def _plan_meeting(self, registry: Registry, ids: tuple[str, ...]) -> StoredMeeting:
        """One meeting with every printed case on its agenda, the invented people first."""
        day = meeting_day(self._plan.on)
        planned = meeting.new_meeting(registry, PartialDate.of(day))
        cases = [registry.cases.get(case_id).case for case_id in ids]
        ordered = sorted(cases, key=lambda case: case.published is not None)
        agenda = tuple(_agenda_item(case) for case in ordered)
        details = {
            "place": _PLACE,
            "chair": _CHAIR,
            "coordinator": _COORDINATOR,
            "cut_off": PartialDate.of(self._plan.on),
            "minutes": _MINUTES * len(agenda) + 2 * _BREAK,
            "agenda": agenda,
            "attendance": demo_meeting.expected(),
            "pauses": _pauses(agenda),
        }
        stored = meeting.save_meeting(
            registry, planned.model_copy(update=details), expected_revision=0
        )
        demo_meeting.ask_around(registry, stored.meeting_id)
        return stored

    def _write_meeting(
        self,
        registry: Registry,
        stored: StoredMeeting,
        *,
        cases: tuple[DemoCase, ...],
        place: tuple[int, int],
    ) -> Demo:
        """The two documents of the meeting."""
        key = stored.meeting_id
        both = (Order("agenda", key), Order("pack", key))
        names = [orders.file_name(registry, order) for order in both]
        for order, name in zip(both, names, strict=True):
            progress = self._from(*place) if order.kind == "pack" else None
            export.export_paper(registry, order, target=self._documents / name, progress=progress)
        return Demo(self._place, cases, key, agenda=names[0], pack=names[1])


def _agenda_item(case: Case) -> AgendaItem:
    """A place on the agenda: every case is discussed, so that the pack has a page of each."""
    presenter = case.referral.presenter or _CHAIR
    item = AgendaItem(case_id=case.id, minutes=_MINUTES, presenter=presenter)
    if case.published is None:
        return item
    reason = _("A published report, shown as it was printed")
    override = Override(by=_CHAIR, reason=reason, at=clock.now())
    return item.model_copy(update={"override": override})


def _pauses(agenda: tuple[AgendaItem, ...]) -> tuple[Pause, ...]:
    """One break half-way."""
    middle = len(agenda) // 2
    return (Pause(after=agenda[middle - 1].case_id, minutes=_BREAK),) if middle else ()


def _save_all(registry: Registry, plan: Plan) -> tuple[str, ...]:
    saved = registry.cases.save_many(
        cases_of(plan), by=USER, at=clock.now(), reason=_("Made for the demonstration")
    )
    return tuple(revision.case_id for revision in saved)


def _listed(answers: tuple[StoredAssessment, ...], pages: dict[str, str]) -> tuple[DemoCase, ...]:
    return tuple(
        DemoCase(stored.case_id, assess.result_of(stored), pages.get(stored.case_id))
        for stored in answers
    )


def _is_worked_in(folder: Path) -> bool:
    """Whether somebody changed the registry that is there, or nobody can tell.

    Raises RegistryLocked if it is open at this moment.
    """
    marker = demo_folder.read_marker(folder) or {}
    try:
        with casework.open_registry(
            folder / demo_folder.REGISTRY, passphrase=PASSPHRASE, user=USER
        ) as registry:
            head = marker.get("head")
            if not isinstance(head, int):
                return True
            since = registry.audit.entries(after=head)
            return any(entry.action not in _NO_WORK for entry in since)
    except NotARegistry:
        return False
    except RegistryLocked:
        raise
    except RegistryError:
        return True


def _write_notes(place: Path, built: Demo, *, recovery_key: str) -> None:
    text = _(
        "A demonstration of nenboard\n"
        "===========================\n\n"
        "Everything in this folder is synthetic: published cases under visibly invented\n"
        "identities, and people who do not exist. Use it to look around, never for patients.\n\n"
        "registry/    the encrypted registry\n"
        "documents/   a page for each case, the agenda and the pack of one meeting, as PDF\n\n"
        "User:          {user}\n"
        "Passphrase:    {passphrase}\n"
        "Recovery key:  {recovery}\n\n"
        "The passphrase also stands in passphrase.txt, so that commands can read it:\n\n"
        "    nenboard list --registry registry --passphrase-file passphrase.txt\n\n"
        "nenboard demo --out on this folder builds it anew. A registry in which somebody has\n"
        "worked is kept in earlier/.\n\n"
        "Cases: {cases}. Meeting: {meeting}.\n"
    ).format(
        user=USER,
        passphrase=PASSPHRASE,
        recovery=recovery_key,
        cases=len(built.cases),
        meeting=built.meeting_id,
    )
    write_atomically(place / demo_folder.README, text.encode())
    write_atomically(place / demo_folder.PASSPHRASE_FILE, f"{PASSPHRASE}\n".encode())
