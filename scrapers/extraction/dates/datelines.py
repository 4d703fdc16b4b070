"""The words before the dash a report begins with: where it comes from, sometimes when it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.extraction.dates.labels import DateReading, read_date
from scrapers.extraction.dates.mentions import find_dates

_LONGEST = 80  # characters up to the dash


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Regencies and cities of East Java, their seats, and the capital: a place alone is enough for a dateline.
_PLACES = _words(
    """
    bangkalan banyuwangi batu blitar bojonegoro bondowoso caruban gresik jakarta jember jombang kanigoro kediri
    kepanjen kraksaan lamongan lumajang madiun magetan malang mojokerto nganjuk ngawi pacitan pamekasan pasuruan
    ponorogo probolinggo sampang sidoarjo situbondo sumenep surabaya trenggalek tuban tulungagung
    """
)
# Publishers that sign in the same place.
_SOURCES = _words(
    """
    dinkop dinkopukm dinkopum disdagrin diskominfo diskop diskoperindag diskopindag diskopukm humas infopublik kab
    kabupaten kominfo kota mc pemkab pemkot perdagkum prokopim protokol radar radio
    """
)
# Words that open a sentence or a heading, or that a dash sets apart for another reason; none stands in a dateline.
_SENTENCE_WORDS = _words(
    """
    acara ada ahad akibat apel atas bagi bahan bantuan bazar berbagai berikut berita bersama bimtek bumdes bupati
    dalam dan dari demi dengan di festival foto gubernur guna hari hasil hut ikm ini itu jadwal jum'at jumat jum’at
    kamis karena kasus kdkmp kdmp ke kegiatan kepala keterangan ketua kopdes koperasi ksp ksu kud kur lebih lomba
    maka meski minggu olahan oleh pada pameran para pasar pelatihan peserta ppkm produk program puluhan rabu rakor
    rapat rat ratusan ribuan saat sabtu sebagai sebanyak sekretaris selain selasa seluruh senin seperti setelah
    sosialisasi subtema tanggal tema tempat tentang ukm umkm untuk usaha usai vaksinasi video wakil waktu wali
    walikota yang
    """
)
_BLANK = r"[^\S\n]"
_NAME = r"[^\W\d_][\w.&'’/]{0,29}"
_HEAD = re.compile(
    rf"\s{{0,9}}(?P<source>{_NAME}(?:(?:,?{_BLANK}{{1,2}}|,){_NAME}){{0,6}}(?:{_BLANK}\({_NAME}(?:{_BLANK}{_NAME}){{0,3}}\))?)"
)
_TO_DATE = re.compile(rf",?{_BLANK}{{0,3}}\(?")
_DASH = re.compile(
    rf"""(?P<blank>{_BLANK}{{0,3}})(?P<dash>--|[-–—])(?P<after>{_BLANK}{{0,3}})(?P<next>["'“”‘’(\[]{{0,2}}\w[\w'’-]{{0,29}})"""
)
# "Reporter : …" may stand on lines before it.
_DASHES = ("–", "-", "—")
_BYLINES = re.compile(
    r"(?:\s{0,9}(?:reporter|penulis|pewarta|kontributor|oleh|editor|foto)[^\S\n]{0,3}:[^\n]{2,100}\n+){0,3}",
    re.IGNORECASE,
)
_HOST = re.compile(r"\b[a-zA-Z]\w*(?:\.\w+)+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@dataclass(frozen=True, slots=True)
class Dateline:
    """The opening of a report.

    :param source: ``"JOMBANGKAB_DINKOPUM"``, ``"KOMINFO, Sidoarjo"``
    :param date: the date it gives, if any
    :param end: offset of the first character behind the dash and its blanks
    """

    source: str
    date: DateReading | None
    end: int


def dateline(text: str) -> Dateline | None:
    """The dateline ``text`` begins with; ``None`` where its first dash means something else.

    >>> dateline("MARON – Pelatihan digelar di balai desa.").source
    'MARON'
    """
    bylines = _BYLINES.match(text)
    start = bylines.end() if bylines else 0
    head = text[start : start + _LONGEST + 40]
    if not any(dash in head for dash in _DASHES) or _HEAD.match(head) is None:
        return None  # as most paragraphs, before any date is looked for
    date = next(iter(find_dates(head)), None)
    match = _HEAD.match(head, 0, date.start) if date else None
    if date and match and _TO_DATE.fullmatch(head, match.end(), date.start) and (dash := _DASH.match(head, date.end)):
        reading = read_date(date.raw)
    elif (match := _HEAD.match(head)) and (dash := _DASH.match(head, match.end())):
        reading = None
    else:
        return None
    if dash.start("dash") > _LONGEST or not _is_source(match["source"], dash, dated=reading is not None):
        return None
    return Dateline(match["source"], reading, start + dash.start("next"))


def _is_source(source: str, dash: re.Match[str], *, dated: bool) -> bool:
    words = _WORD.findall(_HOST.sub("", source)) or _HOST.findall(source.title())
    if not words or not all(word[0].isupper() for word in words):
        return False
    if dated or "_" in source:
        return True
    lowered = [word.lower() for word in words]
    if not _SENTENCE_WORDS.isdisjoint(lowered):
        return False
    named = any(_names_publisher(word) for word in lowered)
    if not (dash["blank"] or dash["after"]) and dash["dash"] == "-":
        # "Pamekasan-Bupati" opens a report, "Jombang-Mojokerto" and "Non-Tunai" are compounds.
        return lowered[-1] in _PLACES and dash["next"].lower() not in _PLACES
    if named or source.isupper():
        return True
    opens = dash["next"].lstrip("\"'“”‘’([")[:1]
    return len(words) <= 3 and (opens.isupper() or opens.isdigit())


def _names_publisher(word: str) -> bool:
    return word in _PLACES or word in _SOURCES or (word.endswith("kab") and word[:-3] in _PLACES)
