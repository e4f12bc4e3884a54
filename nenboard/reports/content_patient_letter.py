"""The letter to the patient, in plain words; a clinician releases each one.

What the board wrote stands in it as written: nothing is put into other words by the program, so
that no word changes its meaning. Class and grade are explained, a prognosis is never given.
"""

from dataclasses import replace

from nenboard.domain.terms import Recipient, Result
from nenboard.host.language import _
from nenboard.reports import content_outcome as said
from nenboard.reports import words
from nenboard.reports.content import fingerprint
from nenboard.reports.content_letters import Letter, provenance
from nenboard.reports.document_values import Block, Document, Heading, Items, Signature, Words
from nenboard.reports.values import Phrase, Span, State, StateKind, Tone, Weight

SIZE = 12.0
_SMALLEST = 11.0


def patient_letter(letter: Letter, *, released_by: str = "") -> Document:
    """What was talked about, what is advised, what happens next, and whom to call.

    Without the name of the clinician who releases it, it is a draft. `letter.outcome` needs not be
    signed; then it is a draft as well.
    """
    is_released = bool(released_by.strip()) and letter.recorded.is_signed
    state = letter.recorded.state if is_released else State(StateKind.DRAFT)
    source = provenance(letter)
    if is_released:
        version = _("{version}, released by {name}").format(
            version=source.version, name=released_by.strip()
        )
        source = replace(source, version=version)
    document = Document(
        title=_("Letter to the patient"),
        sitting=letter.report.sitting,
        state=state,
        body=tuple(_body(letter, released_by=released_by if is_released else "")),
        provenance=source,
        identity=letter.report.identity,
        size=SIZE,
        smallest=_SMALLEST,
        most_pages=1,
    )
    return replace(document, fingerprint=fingerprint(document))


def _body(letter: Letter, *, released_by: str) -> list[Block]:
    blocks: list[Block] = []
    if not released_by:
        text = _("Draft. A clinician has to read and release this letter before it is sent.")
        blocks.append(Words((Span(text, Weight.BOLD, Tone.WARNING),)))
    blocks += [Heading(_("What was talked about")), *map(Words, _talked(letter))]
    blocks += [Heading(_("What is advised")), *_advised(letter)]
    blocks += [Heading(_("What happens next")), Items(_next(letter))]
    blocks += [Heading(_("Your contact")), Words(words.plain(_contact(letter)))]
    name = released_by.strip() or _("Name and signature of the clinician")
    return [*blocks, Signature(name)]


def _talked(letter: Letter) -> tuple[Phrase, ...]:
    when = letter.outcome.decided
    day = f" ({when.text})" if when is not None else ""
    text = _(
        "A group of specialists met to talk about your illness{day}. They looked at your test "
        "results, at how you are, and at what you have told us matters to you."
    ).format(day=day)
    return (words.plain(text),)


def _advised(letter: Letter) -> list[Block]:
    outcome = letter.outcome
    if outcome.result is Result.DEFERRED:
        text = _("The group could not advise yet, because something is still missing.")
        return [Words(words.plain(text)), *_back(letter)]
    if outcome.result is Result.RETURNED:
        text = _("The group had no advice to give at this meeting. Your own doctor goes on.")
        return [Words(words.plain(text))]
    if outcome.result is None:
        return [Words(words.plain(_("No result recorded")))]
    lead = _("The group advises:")
    points = tuple(_plain_line(line.text, line.if_condition) for line in outcome.plan)
    blocks: list[Block] = [Words(words.plain(lead)), Items(points)]
    if not points:
        blocks = [Words(words.plain(_("The group advises to go on as planned with you.")))]
    if outcome.result is Result.CONDITIONAL and outcome.condition is not None:
        text = _("This depends on: {text}").format(text=outcome.condition.text)
        blocks.append(Words(words.plain(text)))
    asked = _("You decide. Please ask us about anything that is not clear.")
    return [*blocks, Words(words.plain(asked))]


def _plain_line(text: str, condition: str | None) -> Phrase:
    if not condition:
        return words.plain(text)
    return words.plain(f"{text}, " + _("if {condition}").format(condition=condition))


def _back(letter: Letter) -> list[Block]:
    deferral = letter.outcome.deferral
    if deferral is None or deferral.returns_on is None:
        return []
    text = _("They will talk about it again on or after {day}.").format(
        day=deferral.returns_on.text
    )
    return [Words(words.plain(text))]


def _next(letter: Letter) -> tuple[Phrase, ...]:
    tell = next((one for one in letter.outcome.tell if one.to is Recipient.PATIENT), None)
    points: list[Phrase] = []
    if tell is not None and tell.who:
        text = _("{who} talks with you by {day}.").format(
            who=tell.who, day=said.day_words(tell.due)
        )
        points.append(words.plain(text))
    points += [
        words.plain(_("{what}: by {day}").format(what=one.what, day=said.day_words(one.due)))
        for one in letter.outcome.actions
    ]
    return tuple(points) or (words.plain(_("Nothing else is planned now.")),)


def _contact(letter: Letter) -> str:
    referral = letter.case.referral
    return referral.key_worker or referral.contact or _("Your clinic (no contact is recorded)")
