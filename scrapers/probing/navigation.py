r"""A site's menus, whatever its class names are: what stands on every page and nowhere among its articles. Pure.

Pages about the office itself often have addresses like an article's: ``/visi-misi/``, ``/tugas-pokok-dan-fungsi/``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from scrapers.discovery.html.block import entries
from scrapers.discovery.html.listing import article_pattern
from scrapers.discovery.html.page import Anchor, text_of
from scrapers.discovery.html.place import Places
from scrapers.probing.notebook import Look
from scrapers.urls import location, same_site

_MENU_WORDS = 5  # more is a headline
_A_LIST = 3  # links at one place
_MAX_EXCLUDED = 80  # addresses that a pattern names; no menu is longer


@dataclass(frozen=True, slots=True)
class _Shown:
    """The links that one page shows: where each stands, and which have a date beside them."""

    places: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]
    dated: frozenset[str] = field(default_factory=frozenset)


def menu_links(looks: Sequence[Look]) -> dict[str, str]:
    """Addresses that stand in the site's menus -> the words of the link.

    They are on all pages, at places where every page shows the same links, and have no date beside them. The newest
    articles in a sidebar are on all pages too, but stand in lists as well; those most read may be old, but most links
    at their place are headlines. One page alone tells nothing.
    """
    shown = [_shown(look) for look in {look.url: look for look in looks}.values()]
    if len(shown) < 2:
        return {}
    standing = frozenset.intersection(*(frozenset(page.places) for page in shown))
    changing = frozenset(
        place for page in shown for url, places in page.places.items() if url not in standing for place in places
    )
    lists = changing | _of_headlines(shown[0], standing)
    return {
        url: shown[0].texts[url]
        for url in shown[0].places
        if url in standing and not any(url in page.dated or page.places[url] & lists for page in shown)
    }


def _of_headlines(page: _Shown, standing: Collection[str]) -> frozenset[str]:
    """Places where most links are longer than a menu's."""
    long: defaultdict[str, list[bool]] = defaultdict(list)
    for url, places in page.places.items():
        for place in places if url in standing else ():
            long[place].append(len(page.texts[url].split()) > _MENU_WORDS)
    return frozenset(place for place, each in long.items() if len(each) >= _A_LIST and sum(each) * 2 > len(each))


def taught(look: Look, menus: Collection[str] = ()) -> list[str]:
    """Addresses of the articles that a page shows, as far as it tells by itself.

    :param menus: addresses that are none
    """
    page = look.page
    anchors = [anchor for anchor in page.anchors() if anchor.url not in menus]
    pattern = article_pattern(page, anchors)
    if pattern is None:
        return []
    found = (anchor.url for anchor in anchors if same_site(anchor.url, page.url))
    return list(dict.fromkeys(url for url in found if pattern.search(location(url))))


def without_menus(pattern: re.Pattern[str], menus: Mapping[str, str], proven: Collection[str] = ()) -> re.Pattern[str]:
    r"""The pattern, with those addresses left out by name that stand in menus and would fit it.

    :param proven: addresses that an API or feed calls articles

    >>> root = re.compile(r"^/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$")
    >>> without_menus(root, {"https://a.go.id/visi-misi/": "Visi Misi", "https://a.go.id/berita": "Berita"}).pattern
    '^(?!(?:/visi-misi/)$)/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$'
    """
    fitting = sorted(
        re.escape(location(url)).replace(r"\-", "-")
        for url, words in menus.items()
        if url not in proven and len(words.split()) <= _MENU_WORDS and pattern.search(location(url))
    )
    if not fitting:
        return pattern
    plain = pattern.pattern.removeprefix("^") if "|" not in pattern.pattern else f"(?:{pattern.pattern})"
    return re.compile(f"^(?!(?:{'|'.join(fitting[:_MAX_EXCLUDED])})$){plain}")


def _shown(look: Look) -> _Shown:
    anchors = list(look.page.anchors())
    places, texts = Places(), dict[str, str]()
    found: defaultdict[str, set[str]] = defaultdict(set)
    for anchor in anchors:
        found[anchor.url].add(places.of(anchor.element))
        texts[anchor.url] = texts.get(anchor.url) or text_of(anchor.element)
    dated = frozenset(entry.url for entry in entries(_own(anchors, look.url)) if entry.published)
    return _Shown({url: frozenset(where) for url, where in found.items()}, texts, dated)


def _own(anchors: Sequence[Anchor], url: str) -> list[Anchor]:
    return [anchor for anchor in anchors if same_site(anchor.url, url)]
