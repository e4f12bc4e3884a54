"""What is wrong with a laid-out page: overlaps, small type, words outside their frame."""

from itertools import pairwise

from nenboard.reports.drawing import Text
from nenboard.reports.style import SMALLEST
from nenboard.reports.summary import SummaryPage

SLACK = 0.05


def overlaps(texts: list[Text]) -> list[str]:
    """Blocks of every pair of text boxes that touch; blanks and empty runs take no room."""
    boxes = [(text.box, text.block) for text in texts if text.words.strip()]
    boxes.sort(key=lambda item: item[0][1])
    found: list[str] = []
    for number, (box, block) in enumerate(boxes):
        for other, other_block in boxes[number + 1 :]:
            if other[1] >= box[3] - SLACK:
                break
            if other[0] < box[2] - SLACK and box[0] < other[2] - SLACK:
                found.append(f"{block} over {other_block}")
    return found


def too_small(texts: list[Text]) -> list[str]:
    """Blocks with type below the smallest size."""
    return [text.block for text in texts if text.size < SMALLEST - 1e-9]


def outside(page: SummaryPage) -> list[str]:
    """Blocks with words outside their own frame."""
    found = []
    for text in page.drawing.texts():
        x, y, width, height = page.frames[text.block]
        left, top, right, bottom = text.box
        inside = left >= x - 0.5 and right <= x + width + 0.5
        if not (inside and top >= y - 1.5 and bottom <= y + height + 1.5):
            found.append(text.block)
    return found


def uncounted(page: SummaryPage) -> list[str]:
    """Omissions whose number is not printed on the page."""
    said = " ".join(text.words for text in page.drawing.texts())
    return [block for block, _what, count in page.left_out if str(count) not in said.split(" ")]


def frames_touch(page: SummaryPage) -> bool:
    """Whether two blocks that lie on one row share any ground."""
    rows = sorted(page.frames.values(), key=lambda box: (box[1], box[0]))
    for one, two in pairwise(rows):
        same_row = abs(one[1] - two[1]) < 1
        if same_row and one[0] + one[2] > two[0] + SLACK:
            return True
        if not same_row and one[1] + one[3] > two[1] + SLACK:
            return True
    return False


def flaws(page: SummaryPage) -> list[str]:
    """Everything that must not be on a page."""
    texts = list(page.drawing.texts())
    found = [f"overlap: {item}" for item in overlaps(texts)]
    found += [f"small: {item}" for item in too_small(texts)]
    found += [f"outside: {item}" for item in outside(page)]
    found += [f"uncounted: {item}" for item in uncounted(page)]
    return [*found, "frames touch"] if frames_touch(page) else found
