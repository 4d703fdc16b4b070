"""Parts of a page that stand on every page: menus, headers, footers, bread crumbs."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from scrapers.discovery.page import words_of

_TAGS = frozenset({"nav", "footer"})
_ROLES = frozenset({"navigation", "contentinfo", "menu", "menubar", "search"})
_CLASS = re.compile(
    r" (?:menu|submenu|navbar|nav|navigation|navmenu|mainmenu|topbar|footer|foot|breadcrumbs?|dropdown|offcanvas|"
    r"megamenu|sidenav|tag ?cloud|tags|tagcloud|social|share|pagination|pager) "
)
_NOT_CLASS = re.compile(r" (?:tab|tabs|content|article|post|berita|news) ")  # Bootstrap calls tabs of articles `nav`
_TOP = frozenset({"body", "html", "main", "article"})


def is_furniture(element: HtmlElement) -> bool:
    """Whether an element stands in a menu, a footer or the like, by tag, role or the words of class and id."""
    for ancestor in element.iterancestors():
        if ancestor.tag in _TOP:
            return False
        if ancestor.tag in _TAGS or ancestor.get("role") in _ROLES:
            return True
        words = words_of(ancestor)
        if len(words) > 3 and _CLASS.search(words) and not _NOT_CLASS.search(words):
            return True
    return False
