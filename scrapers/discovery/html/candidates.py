"""Which of a page's links lead to lists of news, by their words and paths."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from scrapers.discovery.html.furniture import Furniture
from scrapers.discovery.html.page import Anchor, Page, text_of
from scrapers.discovery.shape import is_slug
from scrapers.discovery.traps import is_trap
from scrapers.urls import host, location, same_site

# What menu entries and paths that lead to news are called; the more it promises, the higher. The first match counts.
_NEWS_WORDS = tuple(
    (weight, re.compile(rf"(?<![a-z])(?:{words})(?![a-z])", re.IGNORECASE))
    for weight, words in (
        (
            0,
            r"informasi[ -](?:publik|berkala|serta[ -]merta|setiap[ -]saat|dikecualikan)|hoax|hoaks|e-?news|newsletter",
        ),
        (10, r"berita"),
        (9, r"kabar|warta"),
        (8, r"news|liputan"),
        (7, r"artikel|articles?|siaran[ -]pers|rilis|press[ -]release|blog"),
        (5, r"kegiatan|posts?"),
        (4, r"informasi|info|publikasi|media"),
        (3, r"pengumuman|announcements?"),
    )
)
_WHOLE_TEXT = re.compile(
    r"(?:lihat |semua |indeks |index |daftar |arsip |portal )*"
    r"(?:berita|kabar|warta|news|artikel|siaran pers|informasi|pengumuman|kegiatan|publikasi|blog)"
    r"(?: (?:terkini|terbaru|dinas|daerah|kami|umum|lainnya|opd|foto|utama|kegiatan|& artikel|dan artikel))*",
    re.IGNORECASE,
)
_NO_LIST = re.compile(
    r"\.(?:pdf|docx?|xlsx?|jpe?g|png|zip)$|/(?:galeri|gallery|video|foto|agenda|download|unduh|ppid|tag)(?:/|$)",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"/(?:page|halaman|hal)/\d+|[?&](?:page|halaman|hal|start|offset|per_page|paged|limitstart)=\d+", re.IGNORECASE
)
_MAX_CANDIDATES = 12
_RELATED_LABELS = 3  # "jombangkab.go.id": hosts of one regency


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page of the site that may list news.

    :param text: the words of the link
    :param score: the higher, the likelier; only the order matters
    """

    url: str
    text: str
    score: float


def candidates(
    page: Page, anchors: Sequence[Anchor], articles: frozenset[str]
) -> tuple[tuple[Candidate, ...], tuple[str, ...]]:
    """The site's own pages that may list news, best first, and such addresses on other hosts of its domain.

    :param articles: addresses known to be articles
    """
    best: dict[str, Candidate] = {}
    furniture = Furniture()
    elsewhere: dict[str, None] = {}
    front = (page.url, urljoin(page.url, "/"))
    for anchor in anchors:
        if anchor.url in articles or anchor.url in front or is_trap(anchor.url):
            continue
        text = text_of(anchor.element)[:80]
        score = _promise(text, location(anchor.url))
        if score <= 0:
            continue
        if not same_site(anchor.url, page.url):
            if related(anchor.url, page.url) and score >= 8:
                elsewhere.setdefault(anchor.url)
            continue
        score += furniture.holds(anchor.element)  # a menu's entry rather than a word in a text
        if anchor.url not in best or score > best[anchor.url].score:
            best[anchor.url] = Candidate(anchor.url, text, score)
    ranked = sorted(best.values(), key=lambda candidate: -candidate.score)
    return tuple(ranked[:_MAX_CANDIDATES]), tuple(elsewhere)


def _promise(text: str, path: str) -> float:
    """How much a link's words and path promise a list of news."""
    if _NO_LIST.search(path) or _PAGE.search(path):
        return 0.0
    by_text, by_path = _weight(text), _weight(re.sub(r"[_+]|%20", " ", path))
    if not (by_text or by_path):
        return 0.0
    whole = _WHOLE_TEXT.fullmatch(text.strip(" »›→.")) is not None
    long = len(text.split()) > 5  # a headline, not a menu's entry
    deep = max(0, path.rstrip("/").count("/") - 1) + path.count("=")
    page = is_slug(path.rstrip("/").rpartition("/")[2])  # one with a name of its own, "tata-cara-permohonan-informasi"
    return by_text + by_path / 2 + 4 * whole - 6 * long - 6 * page - deep - 3 * bool(re.search(r"\d{3,}", path))


def _weight(text: str) -> float:
    return next((weight for weight, pattern in _NEWS_WORDS if pattern.search(text)), 0)


def related(url: str, other: str) -> bool:
    """Whether two hosts belong to one regency: they share their last three labels."""
    first, second = host(url).split("."), host(other).split(".")
    return len(first) >= _RELATED_LABELS and first[-_RELATED_LABELS:] == second[-_RELATED_LABELS:]
