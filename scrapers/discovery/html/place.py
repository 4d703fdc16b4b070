"""Where on a page an element stands, in words that are the same for all rows of a list and all entries of a menu."""

from __future__ import annotations

import re

from lxml import etree

from scrapers.discovery.html.page import NO_WORDS, words_of

_TOP = frozenset({"html", "body"})  # a page's own classes stand there
_STATES = frozenset({"active", "current", "aktif", "selected", "open", "show", "first", "last", "odd", "even"})
_WORD = re.compile(r"[^\W\d_]+")


class Places:
    """Tells of a page's elements where they stand; what it found out once it remembers."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """Tags and class words from the page's top down to the element, without numbers and states of one entry.

        ``"div.menu/ul/li/a"``: the same for each entry of a menu, on each page that has it.
        """
        way: list[etree._Element] = []
        place = ""
        for ancestor in (element, *element.iterancestors()):
            known = self._known.get(ancestor)
            if known is not None or ancestor.tag in _TOP:
                place = known or ""
                break
            way.append(ancestor)
        for each in reversed(way):
            place = f"{place}/{_step(each)}"
            self._known[each] = place
        return place


def _step(element: etree._Element) -> str:
    words = words_of(element)
    if words == NO_WORDS:
        return str(element.tag)
    return ".".join([str(element.tag), *sorted({*_WORD.findall(words)} - _STATES)])
