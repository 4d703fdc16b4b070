"""What to make of the answers: which addresses are articles, which lists to rely on and in what order. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from scrapers.discovery import Link
from scrapers.discovery.json.wordpress import FEW
from scrapers.discovery.pattern import learn_pattern
from scrapers.probing.navigation import menu_links, taught, without_menus
from scrapers.probing.notebook import Notebook
from scrapers.probing.patterns import ENOUGH, below_categories, share, widened, with_numbers, with_short_slugs
from scrapers.probing.report import Found
from scrapers.registry.office import Feed, JsonListing, Listing, Sitemap, WordPressApi
from scrapers.urls import location

_KNOWN = 0.9  # share of the proven articles that a pattern must recognise
_NUMBER = re.compile(r"\d+")


def choose_pattern(notes: Notebook) -> re.Pattern[str] | None:
    """The pattern of the articles' addresses: taught by what an API or feed calls articles, else by the lists.

    ``None`` where nothing teaches one, or where it would miss articles that are known to be some.
    """
    proven = proven_articles(notes)
    menus = menu_links(notes.looks)
    front, *lists = ((look, taught(look, menus)) for look in notes.looks)
    goes_on = front[0].survey.next_page is not None and len(front[1]) >= ENOUGH
    lists = [front, *lists] if goes_on else lists
    listed = [url for _, urls in lists for url in urls]
    if 0 < len(_of_api(notes)) < FEW and (few := learn_pattern(proven, support=1)):
        return widened(few, (urls for _, urls in lists))  # it may keep back news of another type
    for teachers in (proven, [*proven, *listed], [*proven, *listed, *front[1]], _mapped(notes.found)):
        learnt = learn_pattern(teachers) if len(set(teachers)) >= ENOUGH else None
        if learnt is not None and share(learnt_of := with_short_slugs(learnt, proven), proven) >= _KNOWN:
            known = learnt_of if proven else widened(learnt_of, (urls for look, urls in lists if look.survey.next_page))
            return below_categories(with_numbers(known, teachers))
    return notes.front.article_url if share(notes.front.article_url, proven) >= _KNOWN else None


def refined(pattern: re.Pattern[str], notes: Notebook, lists: Iterable[Found]) -> re.Pattern[str]:
    """The pattern, with the short addresses and numbers that lists show as articles', and without what is in menus."""
    proven = proven_articles(notes)
    shown = [link.url for found in lists for link in found.links]
    menus = menu_links((*notes.looks, *notes.further))
    listed = [url for url in shown if url not in menus]
    numbered = with_numbers(pattern, [*proven, *shown])
    return without_menus(with_short_slugs(numbered, proven or listed), menus, {*proven, *listed})


def articles_only(found: Found, pattern: re.Pattern[str] | None) -> Found:
    """What a sitemap or list names, without the pages that are no articles."""
    links = tuple(link for link in found.links if pattern is not None and pattern.search(location(link.url)))
    return replace(found, links=links)


def rank_lists(lists: Sequence[Found], newest: Iterable[str] = ()) -> list[Found]:
    """Lists by how far they can be relied on: those that go on, then those that name the newest articles.

    What stands on every page is a sidebar and speaks for none of them; nor is a list's second page a list of its own.

    :param newest: addresses of the newest articles, where an API or feed tells
    """
    everywhere = frozenset.intersection(*(found.urls for found in lists)) if len(lists) > 2 else frozenset()
    second_pages = {found.next_url for found in lists}
    known = frozenset(newest)
    kept = [found for found in lists if found.source.url not in second_pages]
    return sorted(
        kept,
        key=lambda found: (bool(found.next_url), len(known & found.urls), len(found.urls - everywhere)),
        reverse=True,
    )


def other_sections(main: Found, lists: Iterable[Found]) -> list[Found]:
    """Lists that go on and name none of the main list's articles: other sections of the site."""
    chosen = [main]
    for found in lists:
        apart = not any(found.urls & other.urls for other in chosen)
        if apart and found.next_url and len(found.links) >= ENOUGH:
            chosen.append(found)
    return chosen[1:]


def in_order(found: Iterable[Found]) -> tuple[Found, ...]:
    """Sources in the order a crawl should try them: what costs least, then what reaches furthest back.

    A list whose second page came is walked to its end, in HTML or JSON; before one that shows a single page stands the
    sitemap, if it knows more.
    """
    known = list(found)
    longest_list = max((len(each.links) for each in known if isinstance(each.source, Listing)), default=0)

    def rank(each: Found) -> float:
        if isinstance(each.source, WordPressApi):
            return 0
        if isinstance(each.source, Feed):
            return 1
        if isinstance(each.source, JsonListing):
            return 1.5 if each.whole else 2.2 if each.goes_on else 4
        if isinstance(each.source, Sitemap):
            return 2.5 if len(each.links) > longest_list else 3.5
        return 2 if each.goes_on else 3

    return tuple(sorted(known, key=rank))


def pages_form(first: str, second: str) -> str | None:
    """How a list's pages are numbered: the second page's address with ``{n}`` for the number that the first lacks.

    >>> pages_form("https://a.go.id/berita", "https://a.go.id/berita/index/20")
    '/berita/index/{n}'
    """
    old, new = location(first), location(second)
    numbers = list(_NUMBER.finditer(new))
    if not numbers or urlsplit(first).netloc != urlsplit(second).netloc:
        return None
    before = _NUMBER.findall(old)
    place = next((n for n, each in enumerate(numbers) if n >= len(before) or each[0] != before[n]), len(numbers) - 1)
    chosen = numbers[place]
    return f"{new[: chosen.start()]}{{n}}{new[chosen.end() :]}"


def choose_samples(sources: Sequence[Found], count: int) -> list[Link]:
    """Articles to read: from the first source, spread over what it names; others where it names too few."""
    chosen: dict[str, Link] = {}
    for found in sources:
        links = found.links
        wanted = min(count, len(links))
        for place in range(wanted):
            link = links[place * (len(links) - 1) // max(1, wanted - 1)]
            if len(chosen) < count:
                chosen.setdefault(link.url, link)
    return list(chosen.values())


def proven_articles(notes: Notebook) -> list[str]:
    """Addresses that an API, a feed or a list in JSON calls articles."""
    return [link.url for each in notes.found if not isinstance(each.source, Sitemap) for link in each.links]


def _of_api(notes: Notebook) -> list[str]:
    return [link.url for each in notes.found if isinstance(each.source, WordPressApi) for link in each.links]


def _mapped(found: Iterable[Found]) -> list[str]:
    return [link.url for each in found if isinstance(each.source, Sitemap) for link in each.links]
