"""The practice offices: who they are, how the registry declares them, and the truth about what they publish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from archive.models import Outcome
from demo.article import PracticeArticle, load_articles
from demo.nights import CHANGES, Visible, standing
from demo.sites.jombang import JombangSite
from demo.sites.joomla import MENU, JoomlaSite
from demo.sites.portal import PortalSite
from demo.sites.site import PracticeSite
from demo.sites.wordpress import WordPressSite
from scrapers.registry import write_office
from scrapers.registry.office import Feed, Listing, Office, Site, Source

DELAY_SECONDS = 0.001  # the shortest pause that a declaration may ask for: loopback needs no rest


@dataclass(frozen=True, slots=True)
class PracticeOffice:
    """One practice office.

    :param code: a code that no regency of East Java has, except for the Jombang shape
    :param platform: key of the registry's platforms; ``None``: no known one
    :param feeds: paths of its feeds, for platforms that don't say it
    :param listings: likewise its lists
    :param article_url: pattern of its articles, for platforms that don't say it
    """

    id: str
    code: str
    level: Literal["kabupaten", "kota"]
    region: str
    name: str
    latitude: float
    longitude: float
    family: type[PracticeSite]
    aliases: tuple[str, ...] = ()
    platform: str | None = None
    feeds: tuple[str, ...] = ()
    listings: tuple[str, ...] = ()
    article_url: str | None = None
    portal: bool = False

    @property
    def shape(self) -> str:
        """What its web site looks like, in one word."""
        return self.platform or "portal"

    def site(self) -> PracticeSite:
        """A fresh web site of this office."""
        return _site(self)

    def declaration(self, port: int) -> Office:
        """The registry's record of this office, served on ``port``."""
        url = f"http://127.0.0.1:{port}/"
        sources: list[Source] = [Feed(url + path.lstrip("/")) for path in self.feeds]
        sources += [Listing(url + path.lstrip("/")) for path in self.listings]
        site = Site(
            url=url,
            role="portal" if self.portal else "office",
            platform=self.platform,
            sources=tuple(sources),
            article_url=None if self.article_url is None else re.compile(self.article_url),
            about=self.portal,
            delay_seconds=DELAY_SECONDS,
        )
        return Office(
            id=self.id,
            code=self.code,
            level=self.level,
            region=self.region,
            name=self.name,
            latitude=self.latitude,
            longitude=self.longitude,
            sites=(site,),
            aliases=self.aliases,
        )


@cache
def _site(office: PracticeOffice) -> PracticeSite:
    return office.family(office.id, office.name, office.region)


OFFICES = (
    PracticeOffice(
        id="praktik-jombang",
        code="3517",
        level="kabupaten",
        region="Kabupaten Jombang",
        name="Dinas Koperasi dan Usaha Mikro Kabupaten Jombang (situs praktik)",
        latitude=-7.546,
        longitude=112.233,
        family=JombangSite,
        aliases=("Dinkopum",),
        platform="jombangkab",
    ),
    PracticeOffice(
        id="praktik-sumberagung",
        code="3541",
        level="kabupaten",
        region="Kabupaten Sumberagung",
        name="Dinas Koperasi, Usaha Mikro dan Perdagangan Kabupaten Sumberagung (situs praktik)",
        latitude=-7.98,
        longitude=111.94,
        family=WordPressSite,
        aliases=("Diskopumdag",),
        platform="wordpress",
    ),
    PracticeOffice(
        id="praktik-candirejo",
        code="3585",
        level="kota",
        region="Kota Candirejo",
        name="Dinas Koperasi, Usaha Kecil Menengah dan Perindustrian Kota Candirejo (situs praktik)",
        latitude=-7.72,
        longitude=112.61,
        family=PortalSite,
        aliases=("Diskopukmperin", "Dinas Koperasi, UKM dan Perindustrian"),
        feeds=("rss.xml",),
        listings=("berita",),
        article_url=r"^/read/[a-z-]+/\d+",
        portal=True,
    ),
    PracticeOffice(
        id="praktik-tanjungsari",
        code="3542",
        level="kabupaten",
        region="Kabupaten Tanjungsari",
        name="Dinas Koperasi, Perindustrian dan Perdagangan Kabupaten Tanjungsari (situs praktik)",
        latitude=-7.11,
        longitude=112.93,
        family=JoomlaSite,
        aliases=("Diskoperindag",),
        platform="joomla",
        feeds=(f"{MENU}?format=feed&type=rss",),
        listings=(MENU,),
        article_url=r"^/index\.php/18-berita/\d+-",
    ),
)


def write_registry(folder: Path, ports: Mapping[str, int]) -> list[Path]:
    """Write one declaration per practice office that has a port, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for office in OFFICES:
        if office.id in ports:
            paths.append(folder / f"{office.id}.toml")
            write_office(office.declaration(ports[office.id]), paths[-1])
    return paths


@dataclass(frozen=True, slots=True)
class ExpectedArticle:
    """What the archive must hold of one practice article.

    :param path: path of the article's address
    :param alias: another path that the site's lists use for it, and serve
    :param paragraphs: the body as a reader sees it: paragraphs, list items (numbered ones with number), table rows
    :param published: ISO 8601, as precise as the page: a date, or a datetime with offset
    :param category: ``None`` where the page names none
    :param author: ``None`` where the page names none; a signature within the text is not part of ``paragraphs``
    :param images: captions of its pictures
    :param attachments: titles of its documents
    :param about: whether it concerns the cooperative office; the others must not be kept
    """

    office: str
    id: int
    path: str
    alias: str | None
    title: str
    paragraphs: tuple[str, ...]
    published: str
    category: str | None
    author: str | None
    event: tuple[date, date] | None
    images: tuple[str, ...]
    attachments: tuple[str, ...]
    about: bool


def _expect(office: PracticeOffice, article: PracticeArticle) -> ExpectedArticle:
    site = office.site()
    link = site.link_path(article)
    return ExpectedArticle(
        office=article.office,
        id=article.id,
        path=site.article_path(article),
        alias=None if link == site.article_path(article) else link,
        title=article.title,
        paragraphs=article.paragraphs,
        published=article.published.isoformat(),
        category=article.category,
        author=article.author,
        event=article.event,
        images=article.images,
        attachments=article.attachments,
        about=article.about,
    )


def expected(night: int = 1) -> list[ExpectedArticle]:
    """What the practice offices publish on this night, about the offices' field or not, newest first per office."""
    return [_expect(office, article) for office in OFFICES for article in standing(office.id, night)]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one night's change must do to the archive of the night before.

    ``gone`` and ``restored`` are due once the archive has looked often enough to be sure, not at the first look.

    :param visible_in: as in ``demo.nights.Change``; new articles stand in the site's lists
    """

    office: str
    id: int
    path: str
    outcome: Outcome
    visible_in: Visible


_OUTCOMES: Mapping[str, Outcome] = {
    "edited": Outcome.REVISED,
    "retitled": Outcome.REVISED,
    "deleted": Outcome.GONE,
    "restored": Outcome.RESTORED,
}


def effects(night: int) -> list[Effect]:
    """The expected outcomes of exactly this night: per office new articles, then the changes of known ones."""
    return [effect for office in OFFICES for effect in _effects(office, night)]


def _effects(office: PracticeOffice, night: int) -> Iterator[Effect]:
    paths = {article.id: office.site().article_path(article) for article in load_articles(office.id)}
    for article in load_articles(office.id):
        if article.about and article.night == night > 1:
            yield Effect(office.id, article.id, paths[article.id], Outcome.NEW, "list")
    for change in CHANGES:
        if (change.office, change.night) == (office.id, night):
            yield Effect(office.id, change.id, paths[change.id], _OUTCOMES[change.kind], change.visible_in)
