"""The lines right above and right below an article's text: labels, dates, names, links."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scrapers.extraction.body import furniture
from scrapers.extraction.dates import find_dates
from scrapers.extraction.page.outline import Block
from scrapers.extraction.text import sign_offs

_FEW_WORDS = 5
_LABEL_WORDS = 20  # "Diposting di 10 Mei 2022 Di Perdagangan"
_DATE_LINE = 120  # characters at most
_BESIDE_DATE = 20  # letters beside the date at most: weekday, zone, "Diposting pada"
_LETTER = re.compile(r"[^\W\d_]")
_IN_PLACE = frozenset(("li", "td", "th", "blockquote", "figcaption", "dd"))  # few words are common here


def edge_lines(blocks: Sequence[Block], prose: Sequence[int]) -> Iterator[Block]:
    """Lines above the first and below the last running text that are not the article's.

    :param prose: characters of running text by block index
    """
    texts = [i for i, block in enumerate(blocks) if prose[block.index]]
    if not texts:
        return
    boxes = {blocks[i].box for i in texts}
    homes = {box.parent for box in boxes}
    tags = {"p", *(box.tag for box in boxes)}
    for block in (*blocks[: texts[0]], *blocks[texts[-1] + 1 :]):
        among = block.box in boxes or (block.box.parent in homes and block.box.tag in tags)
        if _is_about_article(block) or (not among and (furniture.is_label(block) or _is_loose(block))):
            yield block


def _is_about_article(block: Block) -> bool:
    """Whether a line is a date, links (documents are kept as attachments), or a system's words about the article."""
    if (
        is_date_line(block.text)
        or furniture.is_publication_line(block.text)
        or block.linked >= 0.6 * len(block.text)
        or furniture.is_system_label(block)
    ):
        return True
    return block.words <= _LABEL_WORDS and furniture.begins_as_label(block) and bool(find_dates(block.text, label=True))


def _is_loose(block: Block) -> bool:
    """Whether a few words stand apart from the paragraphs, neither in a list, a table nor under a picture."""
    if block.heading is not None or block.text.startswith("(") or block.box.tag in _IN_PLACE:
        return False
    return block.words <= _FEW_WORDS and not sign_offs(block.text)


def is_date_line(text: str) -> bool:
    """Whether a line is a date with hardly anything beside it: "Senin, 9 Maret 2026 | 08:15 WIB"."""
    if len(text) > _DATE_LINE:
        return False
    mentions = find_dates(text, label=True)
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + rest[mention.end :]
    return bool(mentions) and len(_LETTER.findall(rest)) <= _BESIDE_DATE
