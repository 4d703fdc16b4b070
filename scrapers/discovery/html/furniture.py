"""Parts of a page that stand on every page: menus, headers, footers, bread crumbs."""

from __future__ import annotations

import re

from lxml import etree

from scrapers.discovery.html.page import NO_WORDS, words_of

_TAGS = frozenset({"nav", "footer"})
_ROLES = frozenset({"navigation", "contentinfo", "menu", "menubar", "search"})
_CLASS = re.compile(
    r" (?:menu|submenu|navbar|nav|navigation|navmenu|mainmenu|topbar|footer|foot|breadcrumbs?|dropdown|offcanvas|"
    r"megamenu|sidenav|tag ?cloud|tags|tagcloud|social|share|pagination|pager) "
)
_NOT_CLASS = re.compile(r" (?:tab|tabs|content|article|post|berita|news) ")  # Bootstrap calls tabs of articles `nav`
_TOP = frozenset({"body", "html", "main", "article"})


class Furniture:
    """Tells of a page's elements whether they are furniture; what it found out once it remembers."""

    def __init__(self) -> None:
        self._known: dict[etree._Element, bool] = {}

    def holds(self, element: etree._Element) -> bool:
        """Whether an element stands in a menu, a footer or the like, by tag, role or the words of class and id."""
        way: list[etree._Element] = []
        verdict = False
        for ancestor in element.iterancestors():
            known = self._known.get(ancestor)
            verdict = _is_furniture(ancestor) if known is None else known
            if verdict or known is not None or ancestor.tag in _TOP:
                break
            way.append(ancestor)
        self._known.update(dict.fromkeys(way, verdict))
        return verdict


def _is_furniture(element: etree._Element) -> bool:
    if element.tag in _TOP:
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    words = words_of(element)
    return words != NO_WORDS and _CLASS.search(words) is not None and not _NOT_CLASS.search(words)
