"""Thirty nights of news on the practice offices: what appears, what is edited, what is taken down. Always the same."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import cache
from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from demo.article import PracticeArticle
from demo.exchange import Reply
from demo.indonesian import WIB
from demo.nights import standing as unchanged
from demo.offices import OFFICES, PracticeOffice
from demo.server import PracticeServer
from demo.sites.site import PracticeSite

Kind = Literal["new", "edited", "deleted"]
KINDS: tuple[Kind, ...] = ("new", "edited", "deleted")
NIGHTS = 30
NEWS_EVERY = 3  # nights between two articles of one office: ten a month
EDIT_EVERY = 7
DELETED_ON = (4, 15)
CORRECTION = "\n\nRalat: jumlah peserta yang benar menyusul dalam berita berikutnya."


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens to one article, in the afternoon before a night."""

    night: int
    kind: Kind
    article: PracticeArticle


@cache
def events(office: str) -> tuple[Event, ...]:
    """All events of one office, in their order. Articles that stand on night 0 are no events."""
    place = [each.id for each in OFFICES].index(office)
    newest = unchanged(office)[: NIGHTS // NEWS_EVERY]
    happened = [
        Event(1 + place % NEWS_EVERY + number * NEWS_EVERY, "new", article)
        for number, article in enumerate(reversed(newest))
    ]
    settled = unchanged(office)[len(newest) :]
    edits = range(EDIT_EVERY - place, NIGHTS + 1, EDIT_EVERY)
    happened += [Event(night, "edited", settled[2 + number]) for number, night in enumerate(edits)]
    happened += [Event(night + place, "deleted", settled[12 + number]) for number, night in enumerate(DELETED_ON)]
    return tuple(sorted((each for each in happened if each.night <= NIGHTS), key=lambda each: each.night))


@cache
def standing(office: str, night: int) -> tuple[PracticeArticle, ...]:
    """What stands on the office's site on a night, newest first; night 0 is the first contact."""
    articles = {article.id: article for article in unchanged(office)}
    for event in reversed(events(office)):
        if event.kind == "new" and event.night > night:
            del articles[event.article.id]
    for event in events(office):
        if event.kind == "edited" and event.night <= night:
            articles[event.article.id] = _edited(event.article, event.night)
        if event.kind == "deleted" and event.night <= night:
            del articles[event.article.id]
    return tuple(articles.values())


def _edited(article: PracticeArticle, night: int) -> PracticeArticle:
    """Corrected on the day of the newest article before that night, which is when the site's world believes to be."""
    last = max(other.published_on for other in standing(article.office, night - 1))
    return replace(
        article,
        body=article.body + CORRECTION,
        modified=datetime.combine(last, time(15), WIB) + timedelta(minutes=night),
    )


def offices() -> list[PracticeOffice]:
    """The practice offices, with sites that follow the diary."""
    return [replace(office, family=_following(office.family)) for office in OFFICES]


def _following(family: type[PracticeSite]) -> type[PracticeSite]:
    def articles(site: PracticeSite, night: int) -> tuple[PracticeArticle, ...]:
        return standing(site.office, night)

    return type(f"Diary{family.__name__}", (family,), {"articles": articles})


class DiaryServer(PracticeServer):
    """Serves them, and counts bytes.

    :ivar sent_bytes: of all bodies so far
    """

    def __init__(self) -> None:
        super().__init__(offices(), 0)
        self.sent_bytes = 0
        self._sites = {office.id: office.site() for office in offices()}

    def answer(self, site: PracticeSite, method: str, target: str, headers: dict[str, str]) -> Reply:
        """Answer as usual, and as a proxy for ``http://OFFICE.test/``: some crawlers know no ports."""
        if target.startswith("http://"):
            asked = urlsplit(target)
            site = self._sites[asked.netloc.partition(".")[0]]
            target = urlunsplit(("", "", asked.path, asked.query, ""))
        reply = super().answer(site, method, target, headers)
        self.sent_bytes += len(reply.body)
        return reply

    def forget(self) -> None:
        """Count from here."""
        self.log.clear()
        self.sent_bytes = 0


def befell(kind: Kind, nights: Container[int]) -> Iterator[tuple[str, str]]:
    """Office and title of every article that concerns its office and that an event of this kind befell then."""
    for office in OFFICES:
        for event in events(office.id):
            if event.kind == kind and event.night in nights and event.article.about:
                yield office.id, event.article.title


def article_paths() -> frozenset[tuple[str, str]]:
    """Office and path of every article, under each address that lists use."""
    found = set()
    for office in OFFICES:
        site = office.site()
        for article in unchanged(office.id):
            found |= {(office.id, site.article_path(article)), (office.id, site.link_path(article))}
    return frozenset(found)
