"""The shapes a date can have in running text, as compiled regular expressions; what they mean is decided elsewhere.

Expressions are tried where a row of digits begins, or backwards from there over a bounded stretch; every repetition
is bounded: reading is linear in the text.
"""

from __future__ import annotations

import re

from scrapers.extraction.dates.vocabulary import (
    AND,
    DASH,
    DAY_PART,
    MARKET_DAY,
    MONTH,
    SPACE,
    UNTIL,
    WEEKDAY,
    WEEKDAY_INITIAL,
    ZONE,
)

_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_ORDINAL = r"(?:(?:st|nd|rd|th)\b)?"
_TO_MONTH = rf"{_ORDINAL}(?:{SPACE}{{1,3}}(?:of{SPACE}|bulan{SPACE})?|{SPACE}?/{SPACE}?|[-.]|)"
# Four digits, or two that are no clock time and no amount ("10 Februari 20:25", "10 Februari 20.000 bibit").
_YEAR = r"(?:\d{4}(?!\d|:\d|[.,]\d{3})|['’‘]?\d{2}(?!\d|[.,:/]\d))"
_TO_YEAR = rf"(?:{SPACE}{{0,3}},?{SPACE}{{0,3}}(?:tahun{SPACE})?|{SPACE}?/{SPACE}?|-)"
# A digit right before, or one with a separator between, makes the day the tail of another number.
_FREE = r"(?<![\w])(?<!\d[.,:/])(?<!ke[-–])"

DIGITS = re.compile(r"\d+")
#: ``10 Februari 2025``, ``10–11 Februari 2025``, ``28 Februari – 2 Maret``, ``Senin, 10 s/d Rabu, 12 Juni 2024``
TEXTUAL = re.compile(
    rf"""{_FREE}
    (?:(?P<first>{_DAY})(?:{SPACE}?,{SPACE}?{_DAY}){{0,6}}?
       (?:{_TO_MONTH}(?P<first_month>{MONTH})\.?)?
       (?:{UNTIL}|{AND})(?:(?P<last_weekday>{WEEKDAY}),?{SPACE}{{0,2}})?)?
    (?P<day>{_DAY}){_TO_MONTH}(?P<month>{MONTH})\.?
    (?:(?P<gap>{_TO_YEAR})(?P<year>{_YEAR}))?
    (?!{SPACE}?-0001)
    """,
    re.IGNORECASE | re.VERBOSE,
)
#: ``29, 2024`` of ``March 29, 2024``; without the comma ("Tue May 20 2025") it is a date on labels only
MONTH_FIRST = re.compile(
    rf"(?P<day>{_DAY}){_ORDINAL}{SPACE}{{0,2}}(?P<gap>,|{SPACE}){SPACE}{{0,2}}(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
#: the month that ends right where ``MONTH_FIRST`` begins
MONTH_BEFORE = re.compile(rf"(?<![^\W_])(?P<month>{MONTH})\.?{SPACE}{{1,3}}\Z", re.IGNORECASE)
#: ``2025-05-20``, ``2025/05/20``, with or without a time behind it
ISO = re.compile(
    r"(?<![\w/.\-])(?P<year>\d{4})(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d|[-/.]\d)(?=T\d|\b)"
)
#: ``17/04/2019``, ``(09/12/25)``, ``20.05.2025``, ``12/7``, ``13-15/6/2022``, ``30/9-2/10/2024``
NUMERIC = re.compile(
    rf"""(?<![\w/.:])(?<!\d,)
    (?:(?P<first>\d{{1,2}})(?:/(?P<first_month>\d{{1,2}}))?(?:{UNTIL}|{AND})(?=\d{{1,2}}/\d))?
    (?P<day>\d{{1,2}}){SPACE}?(?P<mark>[-/.]){SPACE}?(?P<month>\d{{1,2}})
    (?:{SPACE}?(?P=mark){SPACE}?(?P<year>\d{{4}}|\d{{2}}))?
    (?![\w%°])(?!{SPACE}?(?P=mark)\d|\.\d|,\d(?!\d?[:.]\d\d)|/\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_STRETCH = (
    rf"\d{{1,3}}{SPACE}{{0,2}}"
    r"(?:detik|menit|jam|hari|minggu|pekan|bulan|tahun|(?:second|min|minute|hour|day|week|month|year)s?)"
)
#: one part of what :data:`AGO` counts
STRETCH = re.compile(rf"(?P<count>\d+){SPACE}*(?P<unit>[a-z]+)", re.IGNORECASE)
#: ``6 bulan yang lalu``, ``3 hours ago``, ``2 hari, 3 jam lalu``
AGO = re.compile(
    rf"(?<![\w.,/-])(?P<counted>{_STRETCH}(?:(?:,|{SPACE}{{1,2}}(?:dan|and|&))?{SPACE}{{1,2}}{_STRETCH}){{0,3}})"
    rf"{SPACE}{{1,2}}(?:(?:yang|yg){SPACE}{{1,2}})?(?:lalu|silam|ago)\b",
    re.IGNORECASE,
)
NEAR_WORDS = ("hari ini", "kemarin", "today", "yesterday")
#: ``hari ini``, ``kemarin``
NEAR = re.compile(rf"(?<![\w-])(?P<word>{'|'.join(NEAR_WORDS)})(?![\w-])", re.IGNORECASE)
#: what may stand between a date and its time, then the time
TIME = re.compile(
    rf"""(?:T|{SPACE}{{0,3}}(?:[,|•·@(]|[-–—](?={SPACE})|/(?={SPACE}))?{SPACE}{{0,3}}
      (?P<said>(?:pukul|pkl\.?|jam|at|waktu){SPACE}{{0,2}}:?{SPACE}{{0,2}})?)
    (?P<hour>\d{{1,2}})(?P<mark>[:.])(?P<minute>[0-5]\d)(?:(?P=mark)(?P<second>[0-5]\d)(?:[.,]\d{{1,9}})?)?(?!\d)
    (?:{SPACE}?(?P<half>[ap])\.?m\b\.?)?
    (?:{SPACE}?(?:{DASH}|s/d){SPACE}?\d{{1,2}}[:.]\d\d(?!\d))?
    (?:{SPACE}{{0,2}}\(?(?P<zone>{ZONE}))?""",
    re.IGNORECASE | re.VERBOSE,
)
#: the weekday that ends right where a date begins, with what may stand between
WEEKDAY_BEFORE = re.compile(
    rf"""{WEEKDAY_INITIAL}(?:(?P<first>{WEEKDAY})(?:{SPACE}?{DASH}{SPACE}?|{SPACE}?/{SPACE}?|{SPACE}(?:dan|s/d|sampai|hingga|&){SPACE}))?
    (?P<weekday>{WEEKDAY})(?:{SPACE}{MARKET_DAY})?(?:{SPACE}{DAY_PART}){{0,2}}
    {SPACE}{{0,3}}[,.:/|–—-]?{SPACE}{{0,3}}[(\[]?{SPACE}?(?:(?:tanggal|tgl\.?){SPACE}{{0,3}})?[(\[]?\Z""",
    re.IGNORECASE | re.VERBOSE,
)
#: words that make a bare ``15/10`` or ``1.2.2024`` a date
DATE_SAID = re.compile(
    rf"\b(?:(?:tanggal|tgl\.?){SPACE}{{0,3}}[:(]?|(?:besok|lusa|tadi|kemarin|hari{SPACE}ini){SPACE}(?:{DAY_PART}{SPACE})?\(){SPACE}?\Z",
    re.IGNORECASE,
)
#: ``hari ini (`` and ``kemarin (``: the text counts from its own present, and says the date as well
NEAR_BEFORE = re.compile(
    rf"\b(?:besok|lusa|tadi|kemarin|hari{SPACE}ini){SPACE}(?:{DAY_PART}{SPACE})?\({SPACE}?\Z", re.IGNORECASE
)
#: words after which a number with slashes is a law, a letter, an amount or a result
NOT_A_DATE = re.compile(
    rf"""(?:\b(?:nomor|nomer|no|pasal|ayat|bab|butir|huruf|poin|uu|pp|perda|perbup|perwali|perpres|permen\w{{0,12}}|sk|surat
    |rp|idr|telp|telepon|hp|wa|fax|pukul|pkl|jam|skor|rasio|nilai|versi|ver|tensi|blok|rt|rw|rt/rw|jl|jalan|gang|km|nik|npwp|nip){SPACE}?[.:]?
    |[$€£]){SPACE}{{0,2}}\Z""",
    re.IGNORECASE | re.VERBOSE,
)
#: words that make a number before a month's name the number of something else: "minggu ke 3 Mei 2025"
NOT_A_DAY = re.compile(
    rf"\b(?:ke|tahap|gelombang|angkatan|kloter|batch|semester|triwulan|kelas|lantai|nomor|no\.|jilid|seri|sesi){SPACE}\Z",
    re.IGNORECASE,
)
#: things counted: a round or impossible "year" before one of them is an amount
COUNTED = re.compile(
    rf"""{SPACE}{{1,2}}(?:orang|peserta|pelaku|unit|ton|kg|kilo\w*|paket|warga|siswa|pelajar|koperasi|umkm|desa|kk|juta|ribu|miliar
    |persen|%|lembar|bibit|bungkus|liter|meter|hektar\w*|ekor|pedagang|anggota|pengunjung|dosis|porsi|karung|kantong|rupiah)\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: a dash before a numeric date, and whether a whole date stands before the dash
TAIL = re.compile(rf"(?P<whole>\d/\d{{1,2}}/\d{{2,4}}[)\]]?)?{SPACE}?{DASH}\Z")
#: what joins two dates into one stretch of days
BETWEEN = re.compile(rf"[)\]]?{UNTIL}[(\[]?", re.IGNORECASE)
#: what may follow a two-digit year on a label
LABEL_YEAR_END = re.compile(rf"{SPACE}?(?:\Z|[,|•·)\-–]|\d{{1,2}}[:.]\d\d)")
