"""Whether a change of a page is news, of an article that another document tells of as well.

An article that came whole in a feed also has a page. Both show it in their own way, one with captions, the other
without its last line; so neither says by itself that the other was edited. Only what changes between two documents
of one kind is an edit, and only where the other kind hasn't told of it.
"""

from __future__ import annotations

import re

from archive.models import Article

_SENTENCE_END = re.compile(r"[.!?]+\s+|\n+")


def is_told(before: Article, now: Article, shown: Article) -> bool:
    """Whether ``shown`` says already all that differs between two forms of its article's other document.

    >>> from dataclasses import replace
    >>> page = Article("https://dinkop.example.go.id/berita/7", "Rapat", "Ada rapat. Hadir 40 orang. Peta lokasi.")
    >>> edited = replace(page, body="Ada rapat. Hadir 43 orang. Peta lokasi.")
    >>> is_told(page, edited, shown=replace(page, body="Ada rapat. Hadir 43 orang."))
    True
    >>> is_told(page, edited, shown=replace(page, body="Ada rapat. Hadir 40 orang."))
    False
    """
    return (
        _agrees(before.title, now.title, shown.title)
        and _agrees(before.author, now.author, shown.author)
        and _agrees(_day(before), _day(now), _day(shown))
        and _is_within(_sentences(before), _sentences(now), _sentences(shown))
        and _is_within(_files(before), _files(now), _files(shown))
    )


def _agrees(before: str | None, now: str | None, shown: str | None) -> bool:
    return _letters(now or "") in (_letters(before or ""), _letters(shown or ""))


def _is_within(before: frozenset[str], now: frozenset[str], shown: frozenset[str]) -> bool:
    """Whether what came is shown, and nothing of what went is."""
    return now - before <= shown and not (before - now) & shown


def _sentences(article: Article) -> frozenset[str]:
    return frozenset(filter(None, map(_letters, _SENTENCE_END.split(article.body))))


def _files(article: Article) -> frozenset[str]:
    return frozenset(file.url for file in article.attachments)


def _day(article: Article) -> str | None:
    return article.published[:10] if article.published else None


def _letters(text: str) -> str:
    """Letters and digits alone: typography is another in a feed than on its page."""
    return "".join(filter(str.isalnum, text.casefold()))
