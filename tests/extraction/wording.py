"""News written by dice: text that nobody published, with everything that reports of offices hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from demo.indonesian import DAYS, MONTHS

_NOUNS = [
    "koperasi",
    "pelaku",
    "usaha",
    "pelatihan",
    "pasar",
    "pedagang",
    "kelurahan",
    "modal",
    "produk",
    "kemasan",
    "anggota",
    "pengurus",
    "perajin",
    "batik",
    "kopi",
    "simpanan",
    "pinjaman",
    "pendampingan",
    "sertifikat",
    "izin",
    "bazar",
    "omzet",
    "gudang",
    "timbangan",
    "laporan",
    "rapat",
    "peserta",
    "narasumber",
    "kelompok",
    "petani",
    "warung",
    "kecamatan",
    "program",
    "anggaran",
    "digitalisasi",
    "pemasaran",
    "kualitas",
    "bantuan",
    "alat",
    "mesin",
    "pembukuan",
    "aplikasi",
    "kunjungan",
    "wilayah",
]
_VERBS = [
    "menyerahkan",
    "membuka",
    "mendampingi",
    "memeriksa",
    "menyusun",
    "membahas",
    "melatih",
    "meninjau",
    "memperkuat",
    "menggelar",
    "mendorong",
    "menilai",
]
_LINKS = [
    "untuk",
    "dengan",
    "dari",
    "bagi",
    "serta",
    "dan",
    "agar",
    "karena",
    "setelah",
    "sebelum",
    "melalui",
    "bersama",
]
_NAMES = [
    "Sutrisno",
    "Wulandari",
    "Hidayat",
    "Lestari",
    "Prasetyo",
    "Rahmawati",
    "Suharto",
    "Maulana",
    "Kusuma",
    "Puspita",
    "Santoso",
    "Anggraini",
]
_PLACES = [
    "Ngoro",
    "Mojowarno",
    "Diwek",
    "Peterongan",
    "Ploso",
    "Kabuh",
    "Sumobito",
    "Wonosalam",
    "Megaluh",
    "Tembelang",
]


@dataclass(frozen=True)
class Part:
    """One piece of an article: ``p``, ``h3``, ``ul``, ``ol``, ``table`` or ``figure``, with its lines."""

    kind: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class News:
    """One article as its author wrote it."""

    number: int
    title: str
    day: date
    author: str
    category: str
    parts: tuple[Part, ...]

    @property
    def slug(self) -> str:
        """The title as an address spells it."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())

    @property
    def lines(self) -> list[str]:
        """The lines that an extractor must give, in order."""
        return [line for part in self.parts for line in _shown(part)]


def _shown(part: Part) -> list[str]:
    if part.kind == "ul":
        return [f"- {line}" for line in part.lines]
    if part.kind == "ol":
        return [f"{number}. {line}" for number, line in enumerate(part.lines, 1)]
    return list(part.lines)


def sentence(dice: Random) -> str:
    """A sentence of 8 to 20 words."""
    words = [dice.choice(_NOUNS).capitalize(), dice.choice(_VERBS)]
    while len(words) < dice.randint(8, 20):
        words += [dice.choice(_NOUNS), dice.choice(_LINKS), dice.choice(_NOUNS)]
    if dice.random() < 0.2:
        words.insert(4, f"{dice.randint(2, 400)}")
    if dice.random() < 0.15:
        return f"“{' '.join(words)},” ujar {dice.choice(_NAMES)}."
    return f"{' '.join(words)} di {dice.choice(_PLACES)}." if dice.random() < 0.3 else f"{' '.join(words)}."


def paragraph(dice: Random, low: int = 1, high: int = 4) -> str:
    """Some sentences."""
    return " ".join(sentence(dice) for _ in range(dice.randint(low, high)))


def headline(dice: Random) -> str:
    """A headline of 5 to 11 words, none like another."""
    words = [dice.choice(_VERBS), *(dice.choice(_NOUNS) for _ in range(dice.randint(3, 8)))]
    mark = dice.choice(("", "", "", ", Ini Syaratnya", f" Tahun {dice.randint(2021, 2026)}", " - Tahap II", "?"))
    return f"{' '.join(words).title()} {dice.choice(_PLACES)}{mark}"


def written_day(dice: Random, day: date, style: int) -> str:
    """A day as one site writes all its days."""
    weekday, month = DAYS[day.weekday()], MONTHS[day.month - 1]
    return (
        f"{weekday}, {day.day} {month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{weekday}, {day.day:02} {month} {day.year} | {dice.randint(7, 16):02}:{dice.randint(0, 59):02} WIB",
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.day} {month[:3]} {day.year}",
        day.isoformat(),
    )[style]


def news(dice: Random, number: int) -> News:
    """One article."""
    parts = [Part("p", (f"{dice.choice(_PLACES).upper()} – {paragraph(dice, 2, 3)}",))]
    parts += [Part("p", (paragraph(dice),)) for _ in range(dice.randint(1, 6))]
    extras = [
        Part("h3", (" ".join(dice.choice(_NOUNS) for _ in range(3)).capitalize(),)),
        Part("ul", tuple(sentence(dice) for _ in range(dice.randint(2, 5)))),
        Part("ol", tuple(" ".join(dice.choice(_NOUNS) for _ in range(4)).capitalize() for _ in range(3))),
        Part(
            "table", tuple(f"{dice.choice(_PLACES)} | {dice.randint(1, 90)} | {dice.choice(_NOUNS)}" for _ in range(4))
        ),
        Part("figure", (f"Foto: {dice.choice(_NOUNS)} {dice.choice(_NOUNS)} di {dice.choice(_PLACES)}",)),
    ]
    for extra in dice.sample(extras, dice.choice((0, 0, 1, 2))):
        parts.insert(dice.randint(1, len(parts) - 1), extra)
    if parts[-1].kind != "p":
        parts.append(Part("p", (paragraph(dice),)))
    if dice.random() < 0.4:
        parts.append(Part("p", (f"({dice.choice(_NAMES).lower()[:3]}/kominfo)",)))
    day = date(dice.randint(2021, 2026), dice.randint(1, 10), dice.randint(1, 28))
    return News(
        number, headline(dice), day, dice.choice(_NAMES), dice.choice(("Koperasi", "Pasar", "UMKM")), tuple(parts)
    )
