"""What is never part of an article: questions about a line or a box.

Every answer is a vote about visible words, tags, roles or names that all software shares; no CMS is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import takewhile

from scrapers.extraction import phrases
from scrapers.extraction.dates import find_dates
from scrapers.extraction.page.outline import Block, Box

_LONGEST_PUBLICATION_LINE = 160
_WORDS_BEFORE_DATE = 4
_WORDS_BESIDE_DATE = 14
_LONGEST = 250  # characters of a line that a phrase can be
_NAME = re.compile(r"[a-z]+")
_ROLES = phrases.words("""navigation contentinfo complementary banner search dialog alert menu toolbar""")
_TAGS = frozenset(("nav", "footer", "aside", "dialog", "menu"))
_NAMES = phrases.words(
    """comment comments komentar respond disqus sidebar footer related terkait share sharing sharedaddy social
    sosmed menu nav navbar navigation populer popular terbaru cookie cookies breadcrumb breadcrumbs crumbs
    pagination pager paging popup modal ads advert iklan newsletter subscribe ticker marquee toc topbar
    copyright accessibility aksesibilitas recommended rekomendasi reply replies trending lainnya"""
)
_GOOD_NAMES = phrases.words("""article post entry content isi konten body detail story text artikel berita news""")


@lru_cache(maxsize=8192)
def _names(classes: str | None, identity: str | None) -> frozenset[str]:
    return frozenset(_NAME.findall(f"{classes or ''} {identity or ''}".lower()))


def names_of(box: Box) -> frozenset[str]:
    """Words of the element's class and id in lower case, ``{"entry", "content"}`` for ``class="entry-content"``."""
    return _names(box.attributes.get("class"), box.attributes.get("id"))


def role_of(box: Box) -> str:
    """The ARIA role, in lower case, or an empty string."""
    role = box.attributes.get("role")
    return role.strip().lower() if role else ""


def is_breadcrumb(box: Box) -> bool:
    """Whether a box's names say that it shows the way from the front page to the article."""
    get = box.attributes.get
    return _speaks_of_crumbs(get("class"), get("id"), get("aria-label"))


@lru_cache(maxsize=8192)
def _speaks_of_crumbs(*marks: str | None) -> bool:
    return any(mark is not None and "crumb" in mark.lower() for mark in marks)


# A site's lines repeat from page to page: each is judged once.
_judged = lru_cache(maxsize=8192)
_is_opener = _judged(phrases.OPENER.fullmatch)
_is_end = _judged(phrases.END.fullmatch)
_is_widget = _judged(phrases.WIDGET.fullmatch)
_is_never = _judged(phrases.NEVER.fullmatch)
_has_copyright = _judged(phrases.COPYRIGHT.search)


def opens_furniture(block: Block) -> bool:
    """Whether a line says that something else begins here: "Berita Terkait", "Tinggalkan komentar"."""
    return len(block.text) <= _LONGEST and _is_opener(block.text) is not None and not _is_menu_item(block)


def ends_article(block: Block) -> bool:
    """Whether a line says that its readers or its author have the word from here: "3 Komentar", "Tentang Penulis"."""
    return len(block.text) <= _LONGEST and _is_end(block.text) is not None


def opens_widget(block: Block) -> bool:
    """Whether a short line is a heading such as "Sambutan Kepala Dinas" or "Kontak"."""
    return block.words <= 6 and _is_widget(block.text) is not None and not _is_menu_item(block)


def _is_menu_item(block: Block) -> bool:
    """Whether a line is a link that is an entry of a list: "Unduhan" and "Kontak" are words of menus too.

    So is "Pengumuman" where a list says when, by whom and under which category an article was published.
    """
    if block.linked == 0 or block.heading is not None:
        return False
    alone = takewhile(lambda box: box.end - box.start == 1, block.box.ancestors())
    return block.box.tag == "li" or any(box.tag == "li" for box in alone)


def is_copyright(block: Block) -> bool:
    """Whether a line is the page's copyright notice."""
    return len(block.text) <= _LONGEST and _has_copyright(block.text) is not None


def is_furniture_line(text: str) -> bool:
    """Whether a line is a share text, a view counter, a breadcrumb or the like."""
    return len(text) <= _LONGEST and _is_never(text) is not None


def is_label(block: Block) -> bool:
    """Whether a short line is about the article, not of it: "Kategori: Koperasi", "Oleh Admin", "Tags".

    A word like "Tanggal" may begin a sentence too, so a longer line needs the colon.
    """
    if block.words > 25 or (match := phrases.LABEL.match(block.text)) is None:
        return False
    rest = block.text[match.end() :].strip()
    return match["colon"] is not None or block.words <= 4 or block.linked * 2 >= len(rest)


def is_system_label(block: Block) -> bool:
    """Whether a label speaks of publishing and filing, not of a person: "Diposting oleh: Administrator"."""
    match = phrases.LABEL.match(block.text)
    return match is not None and match["person"] is None and is_label(block)


@_judged
def is_publication_line(text: str) -> bool:
    """Whether a line tells when and by whom an article was published: "Ekonomi Rabu, 16 Juli 2025 · Penulis: Sari".

    A date near its beginning, words such as "oleh" or "dibaca", little else, and no full stop.
    """
    if len(text) > _LONGEST_PUBLICATION_LINE or text.endswith((".", "!", "?", "”", '"')):
        return False
    mentions = find_dates(text, label=True)
    if not mentions or text.count(" ", 0, mentions[0].start) > _WORDS_BEFORE_DATE:
        return False
    few = text.count(" ") - mentions[0].raw.count(" ") <= _WORDS_BESIDE_DATE
    return few and phrases.ABOUT.search(text) is not None


def begins_as_label(block: Block) -> bool:
    """Whether a line begins with a word such as "Diposting" or "Kategori"."""
    return phrases.LABEL.match(block.text) is not None


def is_cross_reference(block: Block) -> bool:
    """Whether a line sends the reader to another article: "Baca juga: …"."""
    match = phrases.READ_ALSO.match(" ".join(block.pieces))
    return match is not None and (block.linked > 0 or block.words <= 3 or match[0].rstrip().endswith(":"))


def weight(box: Box) -> float:
    """What a box's tag, role and names say about text in it: 1 neutral, below 1 furniture, above 1 article."""
    get = box.attributes.get
    return _weight(box.tag, get("role"), get("class"), get("id"), get("itemprop"))


@lru_cache(maxsize=8192)
def _weight(tag: str, role: str | None, classes: str | None, identity: str | None, itemprop: str | None) -> float:
    role = (role or "").strip().lower()
    if tag in _TAGS or role in _ROLES:
        return 0.1
    names = _names(classes, identity)
    result = 1.0
    if names & _NAMES:
        result *= 0.4
    if tag in ("article", "main") or role in ("article", "main"):
        result *= 1.3
    elif names & _GOOD_NAMES:
        result *= 1.15
    if "articlebody" in (itemprop or "").lower():
        result *= 2.0
    return result


def is_furniture_box(box: Box) -> bool:
    """Whether tag or role alone say that a box is no part of an article's text."""
    return box.tag in _TAGS or role_of(box) in _ROLES


def is_about_article(box: Box) -> bool:
    """Whether a box is the foot of an article, where its date and author may stand, not the page's."""
    if box.tag not in ("footer", "header", "aside"):
        return False
    return any(outer.tag == "article" or role_of(outer) == "article" for outer in box.ancestors())
