"""The pages of a portrait document: banner, title, body, footer with page n of N."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from nenboard.host.language import _
from nenboard.reports import blocks, reread, style
from nenboard.reports.blocks import Flow, plain, prepare
from nenboard.reports.document_pieces import BODY, FRAME_PAD, Piece, Setting, pieces
from nenboard.reports.document_values import Document, phrases, with_body
from nenboard.reports.drawing import Box, Drawing
from nenboard.reports.errors import DoesNotFit
from nenboard.reports.frame import Foot, Pages, banner, footer
from nenboard.reports.legend import Used
from nenboard.reports.style import MM, Paper, Type
from nenboard.reports.values import Identity, Sitting, Span, State, Weight

_LEFT: Final = 20 * MM
_RIGHT: Final = 12 * MM
_TOP: Final = 10 * MM
_STEP: Final = 0.5
_TITLE: Final = 14.0


@dataclass(slots=True)
class DocumentPages:
    """The pages in order, what each must read back, and the words of the body without blanks."""

    document: Document
    drawings: list[Drawing] = field(default_factory=list)
    expected: list[tuple[reread.Expected, ...]] = field(default_factory=list)


def lay_out_document(document: Document, paper: Paper) -> DocumentPages:
    """The pages of a document on a paper stood upright, each fitted text the first that fits.

    Raises DoesNotFit if banner and footer leave no room, ReportError if a word of the body was
    lost on the way to its page.
    """
    undrawable: set[str] = set()
    said = prepare(document, undrawable)
    try:
        bodies = _fitted(said, _upright(paper))
        pages = _numbered(said, _upright(paper), bodies=bodies)
        reread.check_body(bodies.words, _drawn(bodies.pages), block=BODY)
    finally:
        blocks.forget()
    return pages


def _upright(paper: Paper) -> Paper:
    return Paper(paper.name, min(paper.width, paper.height), max(paper.width, paper.height))


@dataclass(slots=True)
class _Bodies:
    """The bodies of all pages, the height above each, and the words they were made of."""

    pages: list[Drawing]
    words: tuple[str, ...]


def _fitted(document: Document, paper: Paper) -> _Bodies:
    """The first of the tries that has no more pages than wanted; failing all, the last."""
    width = paper.width - _LEFT - _RIGHT
    room = paper.height - 2 * _TOP - _head(document, width).height
    foot = _foot(document, width, pages=Pages(88, 88)).height
    height = room - foot - 8
    if height < 6 * _TITLE:
        raise DoesNotFit("banner", _("Banner"))
    found: _Bodies | None = None
    for body, size in _tries(document):
        setting = Setting(width, height, size)
        titled = [Piece(_title(document, width), holds_next=True)] if document.identity else []
        made = list(pieces(body.body, setting))
        said = tuple(plain(phrase) for phrase in phrases(body.body))
        found = _Bodies(list(_broken([*titled, *made], setting)), said)
        if not document.most_pages or len(found.pages) <= document.most_pages:
            break
    if found is None:  # pragma: no cover - there is always the document itself
        raise DoesNotFit(BODY, document.title)
    return found


def _tries(document: Document) -> Iterator[tuple[Document, float]]:
    size = document.size
    while size >= document.smallest:
        yield document, size
        size -= _STEP
    for body in document.shorter:
        yield with_body(document, body), document.smallest


def _title(document: Document, width: float) -> Drawing:
    flow = Flow(width, Type(document.size, 1.2, BODY))
    flow.phrase((Span(document.title, Weight.BOLD),), size=_TITLE)
    flow.space(2)
    return flow.done()


def _broken(found: list[Piece], setting: Setting) -> Iterator[Drawing]:
    """The pieces on as many pages as they need."""
    page = _Page(setting)
    for number, piece in enumerate(found):
        follows = found[number + 1] if piece.holds_next and number + 1 < len(found) else None
        if page.is_used and (piece.turns or not page.has_room(piece, follows)):
            yield page.done()
            page = _Page(setting)
        if not piece.turns:
            page.put(piece)
    if page.is_used:
        yield page.done()


class _Page:
    """One page that is being filled."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.drawing = Drawing(setting.width)
        self.y = 0.0
        self.is_used = False
        self._frame_top: float | None = None

    def has_room(self, piece: Piece, follows: Piece | None) -> bool:
        """Whether the piece fits, with what has to stand on the same page."""
        needed = piece.before + piece.drawing.height
        if follows is not None:
            needed += follows.before + follows.drawing.height
        return self.y + needed <= self.setting.height

    def put(self, piece: Piece) -> None:
        """Set a piece below the others."""
        if not self.is_used and piece.head is not None:
            self.drawing.place(piece.head, 0, dy=0)
            self.y = piece.head.height
        elif self.is_used or piece.is_framed:
            self.y += piece.before
        if piece.is_framed and self._frame_top is None:
            self._frame_top = self.y - FRAME_PAD
        if not piece.is_framed:
            self._close_frame(self.y if not piece.drawing.height else self.y - piece.before)
        self.drawing.absorb(_settled(piece.drawing), 0, dy=self.y)
        self.y += piece.drawing.height
        self.is_used = True

    def _close_frame(self, bottom: float) -> None:
        if self._frame_top is None:
            return
        edge, top = style.colour("text"), self._frame_top
        width = self.setting.width
        self.drawing.marks.insert(0, Box(0, top, width, bottom - top, "", edge, 1.2, 2))
        self._frame_top = None

    def done(self) -> Drawing:
        """The page at its height."""
        self._close_frame(min(self.y + 3, self.setting.height))
        self.drawing.height = self.y
        return self.drawing


def _settled(drawing: Drawing) -> Drawing:
    drawing.settle()
    return drawing


@dataclass(frozen=True, slots=True)
class _Banner:
    """What the banner says, where a document about no single person is named by its title."""

    identity: Identity
    sitting: Sitting
    state: State


def _head(document: Document, width: float) -> Drawing:
    """Who it is about, the meeting and the state, on every page."""
    who = document.identity or Identity(document.title, "", "", "", "", "", ())
    head = banner(_Banner(who, document.sitting, document.state), width)
    head.height += 8
    return head


def _foot(document: Document, width: float, *, pages: Pages) -> Drawing:
    return footer(document, width, foot=Foot(pages, Used(), document.title + ".", has_legend=False))


def _numbered(document: Document, paper: Paper, *, bodies: _Bodies) -> DocumentPages:
    out = DocumentPages(document)
    width, total = paper.width - _LEFT - _RIGHT, len(bodies.pages)
    for number, body in enumerate(bodies.pages, start=1):
        head = _head(document, width)
        page = Drawing(paper.width, paper.height)
        page.place(head, _LEFT, dy=_TOP)
        page.place(body, _LEFT, dy=_TOP + head.height)
        foot = _foot(document, width, pages=Pages(number, total))
        page.place(foot, _LEFT, dy=paper.height - _TOP - foot.height)
        out.drawings.append(page)
        out.expected.append(tuple(_must_say(document, Pages(number, total))))
    return out


def _must_say(document: Document, pages: Pages) -> Iterator[reread.Expected]:
    """What every page says: the person, the state of the data, its own number."""
    if document.identity is not None:
        who = document.identity
        yield reread.Expected("banner", who.name)
        yield reread.Expected("banner", who.born)
        yield from (reread.Expected("banner", number) for _label, number in who.numbers)
    yield reread.Expected("footer", document.fingerprint[:4])
    yield reread.Expected("footer", pages.text)
    yield reread.Expected("footer", document.provenance.version)


def _drawn(pages: list[Drawing]) -> str:
    return "".join(text.words for page in pages for text in page.texts())
