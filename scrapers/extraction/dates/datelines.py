"""The words before the dash a report begins with: where it comes from, sometimes when it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scrapers.extraction.dates.labels import DateReading, read_date

_LONGEST = 80  # characters up to the dash
# Regencies and cities of East Java, their seats, and the capital: a place alone is enough for a dateline.
_PLACES = frozenset(
    """bangkalan banyuwangi batu blitar bojonegoro bondowoso caruban gresik jakarta jember jombang kanigoro kediri kepanjen
    kraksaan lamongan lumajang madiun magetan malang mojokerto nganjuk ngawi pacitan pamekasan pasuruan ponorogo
    probolinggo sampang sidoarjo situbondo sumenep surabaya trenggalek tuban tulungagung""".split()
)
# Publishers that sign in the same place.
_SOURCES = frozenset(
    """diskominfo dinkop dinkopum dinkopukm diskop diskopukm diskopindag disdagrin diskoperindag humas infopublik kab kabupaten
    kominfo kota pemkab pemkot perdagkum prokopim protokol""".split()
)
# Words that open a sentence or a heading, or that a dash sets apart for another reason; none stands in a dateline.
_SENTENCE_WORDS = frozenset(
    """acara ada ahad akibat apel atas bagi bahan bantuan bazar berita berbagai berikut bersama bimtek bumdes bupati dalam dan dari
    demi dengan di festival foto gubernur guna hari hasil hut ikm ini itu jadwal jumat jum'at jum’at kamis karena kasus kdkmp kdmp
    ke kegiatan kepala keterangan ketua koperasi kopdes ksp ksu kud kur lebih lomba maka meski minggu oleh olahan pada pameran para
    pasar pelatihan peserta ppkm produk program puluhan rabu rakor rapat rat ratusan ribuan sabtu saat sebagai sebanyak
    sekretaris selasa selain senin seperti setelah seluruh sosialisasi subtema tanggal tema tempat tentang umkm untuk usai
    usaha ukm vaksinasi video wakil waktu wali walikota yang""".split()
)
_HEAD = re.compile(
    r"""\s{0,9}
    (?P<source>[^\W\d_][\w.&'’/]{0,29}(?:,?[^\S\n]{1,2}[^\W\d_][\w.&'’/]{0,29}|,[^\W\d_][\w.&'’/]{0,29}){0,6})
    (?:(?:,|[^\S\n]|\()[^\S\n]{0,2}(?P<date>[^\n–—]{4,45}?)\)?)?
    (?P<blank>[^\S\n]{0,3})(?P<dash>--|[-–—])(?P<after>[^\S\n]{0,3})
    (?P<next>["'“”‘’(\[]{0,2}\w[\w'’-]{0,29})""",
    re.VERBOSE,
)
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
    match = _HEAD.match(text)
    if match is None or match.start("dash") > _LONGEST:
        return None
    date = _date(match["date"])
    if match["date"] is not None and date is None:
        return None
    source = match["source"].rstrip(" ,")
    if not _is_source(source, match, dated=date is not None):
        return None
    return Dateline(source, date, match.start("next"))


def _date(text: str | None) -> DateReading | None:
    """The reading, where the label is a date from end to end."""
    reading = read_date(text) if text else None
    if reading is None or text is None or len(text.strip("(, ")) - len(reading.raw) > 4:
        return None
    return reading


def _is_source(source: str, match: re.Match[str], *, dated: bool) -> bool:
    words = _WORD.findall(source)
    if not words or not all(word[0].isupper() for word in words):
        return False
    if dated or "_" in source:
        return True
    lowered = [word.lower() for word in words]
    if not _SENTENCE_WORDS.isdisjoint(lowered):
        return False
    named = any(_names_publisher(word) for word in lowered)
    if not (match["blank"] or match["after"]) and match["dash"] == "-":
        # "Pamekasan-Bupati" opens a report, "Jombang-Mojokerto" and "Non-Tunai" are compounds.
        return lowered[-1] in _PLACES and match["next"].lower() not in _PLACES
    if named or source.isupper():
        return True
    opens = match["next"].lstrip("\"'“”‘’([")[:1]
    return len(words) <= 3 and (opens.isupper() or opens.isdigit())


def _names_publisher(word: str) -> bool:
    return word in _PLACES or word in _SOURCES or (word.endswith("kab") and word[:-3] in _PLACES)
