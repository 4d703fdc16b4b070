"""Lists made for people: the pages that the site's menus call news, and where each goes on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from scrapers.discovery import DiscoveryError
from scrapers.discovery.html.candidates import Candidate
from scrapers.discovery.html.listing import list_page
from scrapers.probing.asker import Asker
from scrapers.probing.choices import pages_form
from scrapers.probing.notebook import Look, Notebook, reason
from scrapers.probing.report import Found
from scrapers.registry.office import Listing

LIST = "list of news"
NEXT = "second page"
MAX_LISTS = 5
RESERVED = 6  # requests kept for a second page and for reading articles
ENOUGH = 2  # lists with a second page: more are not looked for
PLACES = ("berita", "news", "artikel", "index.php/berita")  # tried where no menu names a list


async def look_at_lists(desk: Asker, notes: Notebook, *, most: int = MAX_LISTS, reserved: int = RESERVED) -> None:
    """Look at the pages that menus call news, then at those that these pages name; best promise first."""
    waiting = list(notes.front.candidates)
    asked = {notes.front.url, notes.front.next_page}
    if not waiting and not notes.front.articles:
        waiting = [Candidate(urljoin(notes.front.url, f"/{place}"), place, 0) for place in PLACES]
    for _ in range(most):
        following = next((each for each in waiting if each.url not in asked), None)
        if following is None or desk.left <= reserved or not _promises_more(following, waiting, notes):
            return
        asked.add(following.url)
        look = notes.look(LIST, await desk.ask(following.url))
        if look is not None:
            notes.looks.append(look)
            asked |= {look.url, look.survey.next_page}
            waiting += look.survey.candidates


def _promises_more(following: Candidate, waiting: Sequence[Candidate], notes: Notebook) -> bool:
    """Once a list with further pages is known, only pages that promise nearly as much are looked at."""
    good = sum(bool(look.survey.next_page and len(look.survey.articles) > 2) for look in notes.looks[1:])
    best = max(each.score for each in waiting)
    return good == 0 or (good < ENOUGH and following.score > best / 2)


def read_lists(looks: Sequence[Look], pattern: re.Pattern[str], notes: Notebook) -> list[Found]:
    """What each page lists of the articles that ``pattern`` knows; the front page stands last."""
    lists: dict[str, Found] = {}
    for look in (*looks[1:], *looks[:1]):
        try:
            read = list_page(look.page, article_url=pattern)
        except DiscoveryError as error:
            notes.miss(LIST, look.answer, reason(error, look.answer))
            continue
        if read.links:
            lists.setdefault(look.url, Found(Listing(look.url), read.links, next(iter(read.more), None)))
        elif look is not looks[0]:
            notes.miss(LIST, look.answer, "no links to articles")
    return list(lists.values())


async def turn_page(desk: Asker, notes: Notebook, found: Found, pattern: re.Pattern[str]) -> Found:
    """Ask for the second page of a list, and say how many articles it adds."""
    if found.next_url is None:
        return found
    look = notes.look(NEXT, await desk.ask(found.next_url))
    if look is None:
        return found
    try:
        read = list_page(look.page, article_url=pattern)
    except DiscoveryError as error:
        notes.miss(NEXT, look.answer, reason(error, look.answer))
        return found
    notes.further.append(look)
    added = tuple(link for link in read.links if link.url not in found.urls)
    form = pages_form(found.source.url, found.next_url)
    return replace(found, links=(*found.links, *added), goes_on=len(added), pages_form=form)
