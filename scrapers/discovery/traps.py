"""Links that lead a crawler nowhere: calendars, sort orders, sessions, forms, addresses that grow."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import unquote

from scrapers.urls import location

_FIELDS = re.compile(
    r"(?:^|&)(?:sort\w*|order\w*|dir|direction|filter\w*|view|layout|limit|tmpl|print|cetak|pdf|format|action|do|"
    r"month|bulan|year|tahun|date|tanggal|tgl|day|week|cal\w*|tribe[\w-]*|ical|outlook\w*|eventdisplay|"
    r"s|q|cari|search|keyword|kata_?kunci|redirect\w*|return\w*|lang|locale|login|replytocom|add-to-cart|"
    r"sess\w*|token|csrf\w*|rand|random|timestamp|time|_|v|nocache)(?:\[[^]]*\])?=[^&]+",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"/(?:wp-(?:admin|login|json|content|includes)|login|logout|register|admin|administrator|search|cari|pencarian|"
    r"calendar|kalender|cetak|print|pdf|feed|rss|trackback|xmlrpc\.php|cgi-bin|cart|keranjang|storage|uploads?|assets)"
    r"(?:[/.]|$)|/(?:calendar|kalender|agenda)/.*\d{4}",
    re.IGNORECASE,
)
_DAYS = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}){1,2}/?$|/\d{4}-\d\d(?:-\d\d)?/?$|_archive\.html$")
# Fields of these names choose a part of a list; the rules above would take their names for traps.
_HARMLESS = re.compile(r"^/search(?:/label/|\?updated-max=)|(?:^|[?&])option=com_content", re.IGNORECASE)
_MAX_SEGMENTS = 12
_MAX_FIELDS = 8
_MAX_REPEATS = 3


def is_trap(url: str) -> bool:
    """Whether following a link of a list would lead round in circles or without end, rather than to older articles.

    >>> is_trap("https://dinkop.go.id/agenda/2026/03")
    True
    """
    path, _, query = location(url).partition("?")
    if _HARMLESS.search(location(url)):
        return False
    segments = [segment for segment in unquote(path).split("/") if segment]
    if len(segments) > _MAX_SEGMENTS or query.count("&") >= _MAX_FIELDS:
        return True
    if max(Counter(filter(str.isalpha, segments)).values(), default=0) >= _MAX_REPEATS:
        return True
    return bool(_FIELDS.search(query) or _PATH.search(path) or _DAYS.search(path))
