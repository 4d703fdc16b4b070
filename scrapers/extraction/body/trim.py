"""What inside the article's box is not the article: link lists, cards, labels, share texts, comments."""

from __future__ import annotations

from collections.abc import Collection
from itertools import accumulate

from scrapers.extraction import phrases
from scrapers.extraction.body import furniture
from scrapers.extraction.body.edges import edge_lines
from scrapers.extraction.body.media import media_type_of
from scrapers.extraction.fields.testimony import words_of
from scrapers.extraction.fields.title import Title
from scrapers.extraction.page.outline import Block, Box
from scrapers.extraction.page.weighing import Weighing

_ENOUGH = 120  # characters of running text above a line such as "Komentar" that make an article
_LARGE = 0.4  # part of the article's text that no piece of furniture holds
_LINK_LIST = 0.6  # part of a box's characters that is link text
_CARD_LINES = 12
_PARAGRAPHS = frozenset(("p", "li", "td", "th", "blockquote", "figcaption", "dd"))
_FOREIGN = phrases.words("""comment comments komentar respond disqus reply replies related terkait share sharing""")


class _Trim:
    """The blocks of a box, some of them struck out."""

    def __init__(self, weighing: Weighing, box: Box, title: Title | None) -> None:
        self.weighing = weighing
        self.outline = weighing.outline
        self.box = box
        self.title = title
        self.gone: set[int] = set()
        self.prose = weighing.prose
        self.total = weighing.prose_in(box)

    def strike(self, box: Box) -> None:
        self.gone.update(range(box.start, box.end))

    def share(self, box: Box) -> float:
        """Part of the article's prose that lies in a box."""
        return self.weighing.prose_in(box) / (self.total or 1)

    def boxes(self) -> list[Box]:
        """Boxes inside, outermost first, that still hold something."""
        first = self.box.start
        left = [0, *accumulate(index not in self.gone for index in range(first, self.box.end))]
        inner: list[Box] = []
        index = self.box.index + 1
        while index < self.box.below:
            box = self.outline.boxes[index]
            holds = left[box.end - first] > left[box.start - first]
            if holds:
                inner.append(box)
            index = index + 1 if holds else box.below
        return inner

    def blocks(self) -> list[Block]:
        return [block for block in self.outline.inside(self.box) if block.index not in self.gone]


def trim(weighing: Weighing, box: Box, title: Title | None, repeated: Collection[int] = ()) -> tuple[Block, ...]:
    """The blocks of a box that are the article's.

    :param repeated: indexes of blocks that the site's other pages show too
    """
    state = _Trim(weighing, box, title)
    state.gone.update(repeated)
    _strike_before_title(state)
    _strike_other_articles(state)
    _strike_openers(state)
    _strike_boxes(state)
    _strike_cards(state)
    for block in state.blocks():
        if _is_never_article(block):
            state.gone.add(block.index)
    state.gone.update(block.index for block in edge_lines(state.blocks(), state.prose))
    return tuple(state.blocks())


def _strike_before_title(state: _Trim) -> None:
    title = state.title
    if title is None:
        return
    words = words_of(title.text)
    for block in state.outline.inside(state.box):
        if len(block.text) <= len(title.text) + 40 and words_of(block.text) == words:
            state.gone.add(block.index)
    if title.block is not None and state.box.start <= title.block.index < state.box.end:
        above = range(state.box.start, title.block.index + 1)
        if sum(state.prose[i] for i in above) < 0.3 * state.total:
            state.gone.update(above)


def _strike_other_articles(state: _Trim) -> None:
    """On a page that prints several articles whole: everything above and below this one."""
    title = state.title.block if state.title is not None else None
    if title is None or title.heading is None or not state.box.start <= title.index < state.box.end:
        return
    headlines = [b.index for b in state.outline.inside(state.box) if b.heading == title.heading and _is_linked_title(b)]
    below = next((index for index in headlines if index > title.index), None)
    if below is not None:
        state.gone.update(range(below, state.box.end))
    if any(index < title.index for index in headlines):
        state.gone.update(range(state.box.start, title.index))


def _is_linked_title(block: Block) -> bool:
    return block.links == 1 and block.words >= 3 and block.linked >= 0.9 * len(block.text)


def _strike_openers(state: _Trim) -> None:
    counted = state.box.start
    above = 0
    for block in state.weighing.openers:
        if not state.box.start <= block.index < state.box.end:
            continue
        following = range(block.index, min(state.weighing.reach(block).stop, state.box.end))
        if state.gone.issuperset(following):
            continue
        linked = state.weighing.links_between(following.start, following.stop)
        share = state.weighing.prose_between(following.start, following.stop) / (state.total or 1)
        above += sum(state.prose[i] for i in range(counted, block.index) if i not in state.gone)
        counted = block.index
        ends = above > 0 and furniture.ends_article(block)
        if ends or share < 0.15 or (linked and (share < 0.4 or above >= _ENOUGH)):
            state.gone.update(following)


def _strike_boxes(state: _Trim) -> None:
    for box in state.boxes():
        if (box.start not in state.gone or box.end - 1 not in state.gone) and _is_foreign(box, state):
            state.strike(box)


def _is_foreign(box: Box, state: _Trim) -> bool:
    share = state.share(box)
    if share > _LARGE:
        return False
    if furniture.is_furniture_box(box) or furniture.names_of(box) & _FOREIGN:
        return True
    links = state.weighing.links_between(box.start, box.end)
    if furniture.weight(box) < 0.5 and (links or share == 0):
        return True
    if links < 2 or state.weighing.linked_share(box) < _LINK_LIST:
        return False
    documents = sum(1 for block in state.outline.inside(box) if block.href and media_type_of(block.href))
    return documents * 2 < links


def _strike_cards(state: _Trim) -> None:
    """Boxes printed alike, each with a linked headline: teasers of other articles."""
    alike: dict[tuple[Box | None, str], list[Box]] = {}
    for box in state.boxes():
        if box.end - box.start > _CARD_LINES or state.share(box) > _LARGE:
            continue
        blocks = state.outline.inside(box)  # struck ones too: a headline that other pages show makes a card as well
        if len(blocks) >= 2 and any(b.linked >= 0.9 * len(b.text) and b.words >= 3 for b in blocks[:4]):
            alike.setdefault((box.parent, box.signature), []).append(box)
    for boxes in alike.values():
        if len(boxes) >= 2 and sum(map(state.share, boxes)) < 0.5:
            for box in boxes:
                state.strike(box)


def _is_never_article(block: Block) -> bool:
    return (
        furniture.is_furniture_line(block.text)
        or furniture.is_cross_reference(block)
        or furniture.opens_furniture(block)
        or (block.linked > 0 and furniture.is_label(block))
        or _is_bare_link(block)
    )


def _is_bare_link(block: Block) -> bool:
    """Whether a line outside of a paragraph is nothing but links to other pages: "« Older  Newer »"."""
    if block.box.tag in _PARAGRAPHS or block.linked < 0.85 * len(block.text):
        return False
    return block.href is not None and media_type_of(block.href) is None and not block.href.startswith("#")
