"""What changes between one practice night and the next: edits, new titles, deletions, returns, new articles.

New articles carry their night in their own file; everything else stands here. Night 1 is the untouched state.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Literal

from demo.article import PracticeArticle, load_articles
from demo.indonesian import WIB

Kind = Literal["edited", "retitled", "deleted", "restored"]
Visible = Literal["api", "list", "revisit"]

# When each practice night falls in the world of the sites; edits are made in the afternoon before.
EDITED_AT = {2: datetime(2026, 9, 29, 15, 20, tzinfo=WIB), 3: datetime(2026, 9, 30, 16, 5, tzinfo=WIB)}
LAST_NIGHT = max(EDITED_AT)


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one article that stood on the site before.

    :param old: words of the body that ``new`` replaces; of a new title, ``new`` is the whole title
    :param visible_in: where a crawler can see it without asking for the page again: the site's ``api``, its ``list``
        (another headline), or nowhere, so that only a ``revisit`` finds it; no site tells of what it deleted
    """

    night: int
    office: str
    id: int
    kind: Kind
    visible_in: Visible
    old: str = ""
    new: str = ""


CHANGES = (
    Change(2, "praktik-jombang", 17780, "edited", "revisit", "kipas pengerig", "kipas pengering"),
    Change(2, "praktik-jombang", 15511, "deleted", "revisit"),
    Change(2, "praktik-sumberagung", 2489, "edited", "api", "dicetak 4.000 kartu", "dicetak 4.500 kartu"),
    Change(
        2,
        "praktik-sumberagung",
        2510,
        "retitled",
        "api",
        new="Koperasi Ternak & Sayur Pasok Dapur Gizi Sekolah, Kontraknya Hanya Dua Lembar",
    ),
    Change(2, "praktik-sumberagung", 2331, "deleted", "revisit"),
    Change(
        2,
        "praktik-candirejo",
        3926,
        "retitled",
        "list",
        new="Homestay Kampung Wisata Kalibening Kini Dibagi Rata Lewat Koperasi",
    ),
    Change(2, "praktik-candirejo", 3941, "edited", "revisit", "menyajikkan rujak", "menyajikan rujak"),
    Change(2, "praktik-candirejo", 3604, "deleted", "revisit"),
    Change(2, "praktik-tanjungsari", 431, "edited", "revisit", "Surat keterangn cukup", "Surat keterangan cukup"),
    Change(
        3, "praktik-jombang", 17901, "retitled", "list", new="Koperasi Cari Admin Muda, 90 Pelamar Berebut 30 Kursi"
    ),
    Change(3, "praktik-sumberagung", 2331, "restored", "api"),
    Change(3, "praktik-sumberagung", 2455, "edited", "api", "kurang dari sepuluh hari", "kurang dari tujuh hari"),
    Change(3, "praktik-tanjungsari", 422, "edited", "revisit", "63 temuan baru", "36 temuan baru"),
)


def changes(night: int, *kinds: Kind) -> frozenset[tuple[str, int]]:
    """Office and id of the articles that changed on exactly this night, in one of these ways."""
    return frozenset((one.office, one.id) for one in CHANGES if one.night == night and one.kind in kinds)


def edited(night: int) -> frozenset[tuple[str, int]]:
    """Articles whose body or title is another than the night before."""
    return changes(night, "edited", "retitled")


def deleted(night: int) -> frozenset[tuple[str, int]]:
    """Articles that the site stopped serving on this night."""
    return changes(night, "deleted")


def restored(night: int) -> frozenset[tuple[str, int]]:
    """Deleted articles that the site serves again."""
    return changes(night, "restored")


def new(night: int, offices: Iterable[str]) -> frozenset[tuple[str, int]]:
    """Articles that were published on this night."""
    return frozenset((one.office, one.id) for office in offices for one in load_articles(office) if one.night == night)


def _changed(article: PracticeArticle, change: Change) -> PracticeArticle:
    if change.kind == "retitled":
        return replace(article, title=change.new, modified=EDITED_AT[change.night])
    if change.kind == "edited":
        if article.body.count(change.old) != 1:
            raise ValueError(f"{article.office} {article.id}: {change.old!r} must stand in the body exactly once")
        return replace(article, body=article.body.replace(change.old, change.new), modified=EDITED_AT[change.night])
    return replace(article, modified=EDITED_AT[change.night])


@cache
def standing(office: str, night: int = 1) -> tuple[PracticeArticle, ...]:
    """The articles that a practice office serves on this night, newest first."""
    articles = {one.id: one for one in load_articles(office) if one.night <= night}
    originals = dict(articles)
    for change in sorted(CHANGES, key=lambda one: one.night):
        if change.office != office or change.night > night:
            continue
        if change.kind == "deleted":
            del articles[change.id]
        else:
            articles[change.id] = _changed(articles.get(change.id, originals[change.id]), change)
    return tuple(articles[key] for key in originals if key in articles)


@cache
def withdrawn(office: str, night: int = 1) -> frozenset[int]:
    """Ids of the articles that stood on an earlier night and no longer do."""
    ids = {one.id for one in standing(office, night)}
    return frozenset(one.id for one in load_articles(office) if one.night <= night and one.id not in ids)
