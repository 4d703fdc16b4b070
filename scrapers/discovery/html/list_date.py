"""The date that a list shows beside an entry, as it is written there."""

from __future__ import annotations

import re

from lxml import etree

from scrapers.discovery.html.page import NO_WORDS, text_of, words_of
from scrapers.extraction.dates import find_dates

_DATE_CLASS = re.compile(r" (?:date|tgl|tanggal|time|waktu|published|posted|post on|meta|created|calendar|clock) ")
_HINT = re.compile(r"\d|lalu\b|kemarin|\bago\b|hari ini", re.IGNORECASE)
_MAX_CHARACTERS = 90  # a longer text is prose, and a date in it that of an event
_MAX_RAW_CHARACTERS = 600  # with the white space of its markup
_WORD = re.compile(r"[^\W\d_]{2,}")
# What stands beside a date in a label; two other words, a name, may join them.
_LABEL_WORDS = frozenset(
    {
        *(
            "oleh",
            "by",
            "admin",
            "administrator",
            "pada",
            "on",
            "at",
            "diposting",
            "dipublikasikan",
            "diterbitkan",
            "terbit",
        ),
        *(
            "posted",
            "published",
            "ditulis",
            "penulis",
            "author",
            "tanggal",
            "tgl",
            "date",
            "hari",
            "jam",
            "pukul",
            "wib",
        ),
        *(
            "kali",
            "dibaca",
            "dilihat",
            "baca",
            "views",
            "view",
            "viewed",
            "hits",
            "hit",
            "pembaca",
            "komentar",
            "comments",
        ),
        *(
            "comment",
            "kategori",
            "category",
            "berita",
            "artikel",
            "pengumuman",
            "update",
            "updated",
            "diperbarui",
            "rilis",
        ),
        *("dinas", "humas", "kominfo", "uncategorized", "in", "di", "share", "menit", "min", "read", "likes"),
    }
)
_MAX_OTHER_WORDS = 2


def find_date(element: etree._Element, *, skip: str | None = None) -> str | None:
    """The date that a block of a list shows as its own; dates in running text don't count.

    :param skip: a text to pass over, the title
    """
    plain: str | None = None
    for inner in element.iter():
        if not isinstance(inner.tag, str) or inner.tag in ("script", "style"):
            continue
        if inner.tag == "time":
            value = (inner.get("datetime") or "").strip() or text_of(inner)
            if any(map(str.isdigit, value)):
                return value[:_MAX_CHARACTERS]
        words = words_of(inner)
        if words != NO_WORDS and _DATE_CLASS.search(words) and (marked := date_in(text_of(inner), marked=True)):
            return marked
        if plain is None:
            plain = date_in(inner.text, skip=skip)
        if plain is None and inner is not element:
            plain = date_in(inner.tail, skip=skip)
    return plain


def date_in(text: str | None, *, skip: str | None = None, marked: bool = False) -> str | None:
    """The date in a short text that is a label rather than a sentence.

    :param marked: the element's class says that it holds a date
    """
    if not text or len(text) > _MAX_RAW_CHARACTERS:
        return None
    text = " ".join(text.split())
    if len(text) > _MAX_CHARACTERS or text == skip or not _HINT.search(text):
        return None
    mention = next(iter(find_dates(text)), None)
    if mention is None:
        return None
    rest = _WORD.findall((text[: mention.start] + text[mention.end :]).lower())
    others = sum(word not in _LABEL_WORDS for word in rest)
    return mention.raw if marked or others <= _MAX_OTHER_WORDS else None
