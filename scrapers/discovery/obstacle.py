"""Pages that stand in front of a site, or in its place: challenges, suspended hosting, parked domains, log-ins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.discovery import DiscoveryError
from scrapers.discovery.html.page import Page, parse_page, text_of


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a page is not the site.

    :param kind: ``challenge``, ``suspended``, ``default page``, ``parked``, ``maintenance``, ``not found``, ``error``,
        ``defaced`` or ``login``
    :param evidence: the words that say so
    """

    kind: str
    evidence: str


class ObstacleError(DiscoveryError):
    """A document is a page that stands in its place."""

    def __init__(self, message: str, obstacle: Obstacle) -> None:
        super().__init__(message)
        self.obstacle = obstacle


# Looked for in the title, and in the text of pages too short to be a site; the first kind that fits counts.
_PHRASES = {
    "challenge": (
        *(r"just a moment", r"attention required", r"checking your browser", r"ddos.guard", r"imunify360", r"captcha"),
        *(r"verif(?:y|ying) (?:that )?you are (?:a )?human", r"enable javascript and cookies to continue"),
        *(r"please (?:wait|turn javascript on)[^.]{0,60}(?:verif|redirect|browser)", r"one moment, please"),
        *(r"sucuri website firewall", r"request unsuccessful\. incapsula", r"web application firewall"),
        *(r"access denied", r"request rejected", r"blocked by"),
    ),
    "suspended": (
        *(r"account (?:has been )?suspended", r"account disabled", r"website (?:is )?(?:suspended|disabled)"),
        *(r"hosting (?:suspended|expired)", r"masa (?:aktif|berlaku)[^.]{0,40}(?:habis|berakhir)"),
        *(r"bandwidth limit exceeded", r"contact your hosting provider"),
        r"(?:akun|layanan|website|situs|hosting|domain)\b[^.]{0,40}\b(?:ditangguhkan|dinonaktifkan|di-?suspend)",
    ),
    "default page": (
        *(r"welcome to (?:nginx|codeigniter|xampp|openresty|centos)", r"apache2? (?:\w+ )?default page"),
        *(r"apache is functioning normally", r"iis windows server", r"\bit works!", r"^index of /", r"plesk"),
        *(r"test page for the", r"default web site page", r"site is created successfully"),
        *(r"cpanel, (?:inc|l\.?l\.?c)", r"laravel has (?:wonderful|an incredibly)"),
    ),
    "parked": (
        *(r"domain (?:name )?(?:is|may be) for sale", r"this domain (?:is parked|has expired)", r"buy this domain"),
        *(r"parked (?:free|domain)", r"future home of something", r"sedoparking", r"related searches"),
        r"domain ini (?:dijual|telah (?:kedaluwarsa|kadaluarsa|berakhir))",
    ),
    "maintenance": (
        *(r"under (?:construction|maintenance)", r"coming soon", r"segera hadir", r"be right back"),
        *(r"sedang (?:dalam )?(?:perbaikan|pemeliharaan|maintenance)", r"service (?:temporarily )?unavailable"),
        *(r"scheduled maintenance", r"mode pemeliharaan"),
    ),
    "not found": (
        *(r"^(?:error )?404\b", r"page not found", r"halaman tidak (?:di)?temukan", r"not found$"),
        r"maaf,? (?:data|berita|artikel)[^.]{0,20} (?:belum|tidak) (?:tersedia|ada|(?:di)?temukan)",
    ),
    "error": (
        *(r"internal server error", r"bad gateway", r"gateway time-?out", r"fatal error", r"web server is down"),
        *(r"error establishing a database connection", r"database error (?:has )?occurred", r"connection timed out"),
        r"whoops, looks like something went wrong",
    ),
}
_TELLING = tuple((kind, re.compile("|".join(phrases), re.IGNORECASE)) for kind, phrases in _PHRASES.items())
# Defaced sites keep much of their text; the title tells.
_DEFACEMENT = (
    r"hacked by|defaced by|\bslot (?:gacor|online|88|dana|thailand)|\bjudi (?:online|bola|slot)|\btogel\b|situs slot"
)
_DEFACED = re.compile(_DEFACEMENT, re.IGNORECASE)
_ANY = re.compile("|".join((_DEFACEMENT, *(phrase for phrases in _PHRASES.values() for phrase in phrases))))
_SITE_CHARACTERS = 1500  # more text than this is a site, whatever words stand in it


def obstacle_of(page: Page, text: str) -> Obstacle | None:
    """What stands in the site's place, or ``None`` where the page is the site.

    :param text: the page's visible text
    """
    title = next((text_of(element) for element in page.root.iter("title")), "")
    defaced = _DEFACED.search(title)
    if defaced:
        return Obstacle("defaced", f"title {title[:120]!r}")
    short = len(text) < _SITE_CHARACTERS
    for kind, pattern in _TELLING:
        if short and (match := pattern.search(title)):
            return Obstacle(kind, f"title {title[:120]!r}")
        if short and (match := pattern.search(text)):
            return Obstacle(kind, f"text {match[0]!r}")
    if short and _asks_password(page):
        return Obstacle("login", "a password field and hardly any text")
    return None


def obstacle_document(body: bytes, url: str, encoding: str | None) -> Obstacle | None:
    """What stands in the place of the page that was expected at ``url``, as far as the document is a page at all."""
    try:
        page = parse_page(body, url, encoding)
    except DiscoveryError:
        return None
    element = page.root.find("body")
    return obstacle_of(page, text_of(element) if element is not None else "")


def obstacle_headline(title: str) -> Obstacle | None:
    """What stands in an article's place, as far as its headline tells: a page that says 404 under status 200.

    News may well be about something that is coming soon or under repair: those words alone say nothing here.
    """
    if not _ANY.search(title.casefold()):
        return None  # as nearly all, and so found out three times faster than kind by kind
    if _DEFACED.search(title):
        return Obstacle("defaced", f"title {title[:120]!r}")
    for kind, pattern in _TELLING:
        if kind != "maintenance" and pattern.search(title):
            return Obstacle(kind, f"title {title[:120]!r}")
    return None


def obstacle_headings(body: bytes, url: str, encoding: str | None) -> Obstacle | None:
    """What stands in an article's place, as far as the page's own title and headings tell."""
    try:
        page = parse_page(body, url, encoding)
    except DiscoveryError:
        return None
    headings = (text_of(element) for element in page.root.iter("title", "h1", "h2", "h3"))
    return next(filter(None, map(obstacle_headline, headings)), None)


def _asks_password(page: Page) -> bool:
    field = next(
        (element for element in page.root.iter("input") if element.get("type", "").lower() == "password"), None
    )
    return field is not None and sum(1 for _ in page.anchors()) < 10
