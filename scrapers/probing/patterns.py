"""Patterns of articles' addresses, with room for what the links seen so far don't show. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scrapers.discovery.pattern import learn_pattern
from scrapers.urls import location

ENOUGH = 3  # addresses, before they teach anything
_NUMBERED = re.compile(r"(\^/[\w-]+/)(\[\^/\?\]\+\[-_\]\\d\+/\?\$)")  # what is learnt from /berita/slug-id
_NO_CATEGORY = "(?!(?:kategori|category|tag|page|halaman|author|arsip)/)"
_YEAR = r"(?:19|20)\d\d"  # as a learnt pattern writes it
_A_YEAR = re.compile(rf"/({_YEAR})/(?!\d\d/)")
_MANY_YEARS = 5  # different ones, none twice: they count articles


def widened(pattern: re.Pattern[str], lists: Iterable[Sequence[str]]) -> re.Pattern[str]:
    """The pattern, with those of lists whose articles it doesn't know: a site may have several.

    :param lists: addresses of the articles of each list that goes on
    """
    strange = (urls for urls in lists if len(urls) >= ENOUGH and share(pattern, urls) < 0.5)
    others = dict.fromkeys(other.pattern for urls in strange if (other := learn_pattern(urls)))
    return re.compile("|".join((pattern.pattern, *others))) if others else pattern


def below_categories(pattern: re.Pattern[str]) -> re.Pattern[str]:
    r"""The pattern of ``/berita/slug-id`` with room for a category, which such a CMS puts there for some articles only.

    The id at the end makes it safe; other patterns stay as they are.

    >>> below_categories(re.compile(r"^/berita/[^/?]+[-_]\d+/?$")).search("/berita/umum/pasar-murah-12") is not None
    True
    """
    numbered = _NUMBERED.fullmatch(pattern.pattern)
    return re.compile(f"{numbered[1]}(?:{_NO_CATEGORY}[^/?]+/)?{numbered[2]}") if numbered else pattern


def with_numbers(pattern: re.Pattern[str], urls: Iterable[str]) -> re.Pattern[str]:
    r"""The pattern with numbers where it took ids between 1900 and 2099 for years: each of them names one article.

    >>> urls = [f"https://a.go.id/archives/{number}/pasar" for number in (2013, 2011, 2008, 2007, 2003)]
    >>> with_numbers(re.compile(r"^/archives/(?:19|20)\d\d/[^/?]+$"), urls).pattern
    '^/archives/\\d+/[^/?]+$'
    """
    if f"/{_YEAR}/" not in pattern.pattern or rf"/{_YEAR}/\d\d" in pattern.pattern:
        return pattern
    paths = {location(url) for url in urls}
    years = [match[1] for path in paths if pattern.search(path) and (match := _A_YEAR.search(path))]
    if len(years) < _MANY_YEARS or len(set(years)) < len(years):
        return pattern
    return re.compile(pattern.pattern.replace(f"/{_YEAR}/", r"/\d+/"))


def with_short_slugs(pattern: re.Pattern[str], proven: Sequence[str]) -> re.Pattern[str]:
    r"""The pattern of slugs at a site's root, with two words where an API or feed proves that articles have so few.

    By themselves such addresses are as often a menu's: ``/hubungi-kami/``.

    >>> root = re.compile(r"^/[^/?._-]+(?:[-_]+[^/?._-]+){2,}/?$")
    >>> with_short_slugs(root, ["https://a.go.id/target-2025/", "https://a.go.id/pasar-murah-dibuka/"]).pattern
    '^/[^/?._-]+(?:[-_]+[^/?._-]+)+/?$'
    """
    shorter = re.compile(pattern.pattern.replace("{2,}", "+"))
    return shorter if share(shorter, proven) > share(pattern, proven) else pattern


def share(pattern: re.Pattern[str] | None, urls: Sequence[str]) -> float:
    """Which part of the addresses a pattern knows; all of none.

    >>> share(re.compile("^/berita/"), ["https://a.go.id/berita/x-1", "https://a.go.id/profil"])
    0.5
    """
    if pattern is None:
        return 0.0
    return sum(pattern.search(location(url)) is not None for url in urls) / len(urls) if urls else 1.0
