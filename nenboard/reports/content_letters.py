"""The letters about an outcome: to the referrer, and to the family doctor."""

from dataclasses import dataclass, replace

from nenboard.domain.case import Case
from nenboard.domain.outcome import Outcome
from nenboard.domain.terms import Presence, Recipient
from nenboard.host import labels
from nenboard.host.language import _
from nenboard.reports import content_outcome as said
from nenboard.reports import words
from nenboard.reports.content import fingerprint
from nenboard.reports.content_outcome import Recorded
from nenboard.reports.document_values import (
    Block,
    Document,
    Framed,
    Heading,
    Items,
    Signature,
    Turn,
    Words,
)
from nenboard.reports.values import CaseReport, Phrase, Provenance, Span, Tone, Weight

LETTER = 10.5
_SMALLEST = 9.5


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter is made from: the page of the case as discussed, the case and its outcome."""

    report: CaseReport
    case: Case
    recorded: Recorded

    @property
    def outcome(self) -> Outcome:
        """The outcome it tells of."""
        return self.recorded.outcome


def outcome_letter(letter: Letter) -> Document:
    """To the referrer, with a copy to the family doctor: plan first, then why and who does what."""
    missing = _("Not recorded")
    referral = letter.case.referral
    to = ", ".join(part for part in (referral.referrer, referral.hospital) if part) or missing
    copies = letter.case.patient.family_doctor or missing
    lines = (
        _line(_("To:"), to),
        _line(_("Copy to family doctor:"), copies),
        _line(_("Question:"), letter.outcome.question or missing),
    )
    rest = (
        Heading(_("Actions")),
        Items(said.actions(letter.outcome)),
        Heading(_("Who tells")),
        Items(said.tells(letter.outcome)),
        *_later(letter.recorded),
    )
    present: tuple[Block, ...] = (Heading(_("Present")), Words(words.plain(_present(letter))))
    return _fitted(letter, _("Outcome letter"), parts=(lines, rest, present))


def family_doctor_letter(letter: Letter) -> Document:
    """To the family doctor: the plan, and what they are asked to do."""
    missing = _("Not recorded")
    lines = (
        _line(_("To family doctor:"), letter.case.patient.family_doctor or missing),
        _line(_("Question to the board:"), letter.outcome.question or missing),
    )
    referral = letter.case.referral
    contact = referral.key_worker or referral.contact or missing
    rest = (
        Heading(_("What we ask of you")),
        Items(_asked(letter.outcome)),
        Heading(_("Actions, and who does them")),
        Items(said.actions(letter.outcome)),
        Heading(_("Told to the patient")),
        Items(said.tells(letter.outcome)[:1]),
        Heading(_("Whom to call")),
        Words(words.plain(contact)),
        *_later(letter.recorded),
    )
    return _fitted(letter, _("Letter to the family doctor"), parts=(lines, rest, ()))


def _asked(outcome: Outcome) -> tuple[Phrase, ...]:
    """Actions whose owner is the family doctor; that nothing is asked where there is none."""
    names = {labels.label(Recipient.FAMILY_DOCTOR).casefold(), "gp", _("GP").casefold()}
    mine = tuple(one for one in outcome.actions if (one.owner or "").casefold() in names)
    if not mine:
        return (words.plain(_("No action of the list is the family doctor's.")),)
    return said.actions(outcome.model_copy(update={"actions": mine}))


Parts = tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]
"""What stands before the plan, after the reasons, and at the end."""


def _fitted(letter: Letter, title: str, *, parts: Parts) -> Document:
    """The letter and its shorter forms: fewer reasons, then the end on a second page."""
    before, rest, end = parts
    head = (*_warning(letter.recorded), *before, _plan(letter.outcome))
    sign = Signature(letter.recorded.signature)
    why = _why(letter)
    full = (*head, Heading(_("Why")), Items(why), *rest, *end, sign)
    brief = (*head, Heading(_("Why")), Items(why[:2]), *rest)
    turned = (*brief, sign, Turn(), *end) if end else (*brief, sign)
    document = Document(
        title=title,
        sitting=letter.report.sitting,
        state=letter.recorded.state,
        body=full,
        provenance=provenance(letter),
        identity=letter.report.identity,
        size=LETTER,
        smallest=_SMALLEST,
        most_pages=1,
        shorter=((*brief, *end, sign), turned),
    )
    return replace(document, fingerprint=fingerprint(document))


def provenance(letter: Letter) -> Provenance:
    """Where the letter comes from: the version of the outcome, and what it stood on."""
    recorded = letter.recorded
    version = _("Outcome version {number}, {signed}, revision {revision}").format(
        number=recorded.version,
        signed=_("signed") if recorded.is_signed else _("not signed"),
        revision=recorded.outcome.revision,
    )
    return replace(
        letter.report.provenance,
        as_of=recorded.at,
        author=recorded.by,
        version=version,
        audit_head=recorded.audit_head,
        statement=_("What the board decided at its meeting; doses are not computed."),
    )


def _warning(recorded: Recorded) -> tuple[Block, ...]:
    if recorded.is_signed:
        return ()
    text = _("Draft, not signed. Not to be sent.")
    return (Words((Span(text, Weight.BOLD, Tone.WARNING),)),)


def _line(label: str, text: str) -> Words:
    return Words((Span(label + " ", Weight.SEMIBOLD), Span(text)))


def _plan(outcome: Outcome) -> Framed:
    lines = said.plan_lines(outcome) or (words.plain(_("No line of a plan was recorded.")),)
    return Framed((Heading(_("Plan")), Words(said.result_words(outcome)), Items(lines)))


def _why(letter: Letter) -> tuple[Phrase, ...]:
    """Why, from the facts: the departure first, then tumour, fitness and wishes."""
    report = letter.report
    fitness = words.joined([*report.fitness.lines[:1], *report.fitness.wishes])
    return tuple(
        phrase
        for phrase in (*said.reasons(letter.outcome), *report.question.tumour, fitness)
        if phrase
    )


def _present(letter: Letter) -> str:
    there = [one for one in letter.outcome.present if one.presence is Presence.PRESENT]
    names = ", ".join(f"{one.name} ({words.inside(labels.label(one.role))})" for one in there)
    chair = letter.outcome.chair or _("Not recorded")
    people = names or _("Not recorded")
    return _("Chair: {chair}. Present: {people}").format(chair=chair, people=people)


def _later(recorded: Recorded) -> tuple[Block, ...]:
    if not recorded.later:
        return ()
    return (
        Heading(_("Added later")),
        Items(tuple(said.later_words(one) for one in recorded.later)),
    )
