"""CSS selectors on a parsed page: the rung of the ladder that an office's file declares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from lxml.cssselect import CSSSelector


@dataclass(frozen=True, slots=True)
class Found:
    """An element, and the selector that found it."""

    element: etree._Element
    selector: str

    @property
    def text(self) -> str:
        """The element's words, or the value that machines read (``content``, ``datetime``)."""
        given = self.element.get("content") or self.element.get("datetime")
        return " ".join((given or "".join(map(str, self.element.itertext()))).split())

    @property
    def witness(self) -> str:
        """How the archive names it."""
        return f"selector {self.selector}"


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector)


def first(root: etree._Element, selectors: Iterable[str]) -> Found | None:
    """The first element that has words or a value, by the first selector that finds one.

    :raises cssselect.SelectorError: a selector isn't CSS
    """
    for selector in selectors:
        for element in _compiled(selector)(root):
            found = Found(element, selector)
            if found.text:
                return found
    return None
