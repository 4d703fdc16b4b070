"""A made-up archive of any size: seeded, so that every run and every machine measures the same rows.

Words follow Zipf's law over some 20,000 Indonesian-looking ones; "koperasi" stands in every article, as it nearly does
in the real archive. Positions, transactions and index are as a crawl leaves them: nothing is optimised for the bench.
"""

from __future__ import annotations

import hashlib
import itertools
import random
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from archive.schema import ARCHIVE, open_database
from archive.schema import archive as tables
from archive.search import stems
from archive.search import vocabulary as vocabulary_table
from archive.search.stems import ROOTS, stem
from archive.search.vocabulary import refresh
from archive.store import EPOCH, HASH_BITS

CACHE = Path(".cache/bench")
OFFICES = 42
FORMS = 5  # of each word that isn't made up
_DAYS = 3650
_FIRST_DAY = date(2016, 11, 1)
_COMMON = (
    "dan", "di", "yang", "dengan", "untuk", "dalam", "ini", "pada", "dari", "kepada", "para", "oleh", "akan",
    "usaha", "mikro", "umkm", "daerah", "kabupaten", "kota", "dinas", "kegiatan", "pelaku", "masyarakat",
    "ekonomi", "produk", "pasar", "anggota", "desa", "kelurahan", "merah", "putih", "program", "pembinaan",
    "pelatihan", "rapat", "tahunan", "pengurus", "pengawas", "simpan", "pinjam", "modal", "perdagangan",
    "industri", "perempuan", "wirausaha", "digital", "pemasaran", "sertifikat", "halal", "pameran", "bazar",
    "bantuan", "kredit", "kur", "izin", "nib", "kemitraan", "pendampingan", "evaluasi", "koordinasi", "teknis",
    "perencanaan", "pemberdayaan", "kukm", "provinsi", "jawa", "timur", "pusat", "kementerian", "kepala",
    "bidang", "sekretaris", "bapak", "ibu", "bupati", "wali", "camat", "lurah", "peserta", "narasumber",
    "materi", "laporan", "neraca", "pajak", "audit", "kesehatan", "akta", "badan", "hukum", "notaris",
)  # fmt: skip
_ONSETS = ("", "b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "y", "ng", "ny", "pr", "tr")
_NUCLEI = ("a", "i", "u", "e", "o", "a", "a", "ai", "au")
_CODAS = ("", "", "", "n", "ng", "r", "s", "t", "k", "m", "h", "l")
_CATEGORIES = ("Berita", "Pengumuman", "Kegiatan", "Artikel", "UMKM", "Koperasi", "Perdagangan", None)
_COLUMNS = (
    "position", "id", "office", "site", "url", "title", "body", "published", "published_raw", "published_from",
    "date_suspect", "event_from", "event_to", "year", "author", "category", "image_url", "images", "attachments",
    "witness", "first_seen_at", "last_seen_at", "status", "revisions", "sha256",
)  # fmt: skip


def vocabulary(rng: random.Random, size: int = 20_000) -> list[str]:
    """Return ``size`` different words, the most frequent first."""
    words = dict.fromkeys(_COMMON)
    while len(words) < size:
        syllables = rng.choices((2, 3, 4), (4, 5, 2))[0]
        words["".join(rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS) for _ in range(syllables))] = None
    return list(words)


def days(size: int, seed: int = 2026) -> Iterator[list[tuple[Any, ...]]]:
    """Yield ``size`` rows of the table ``articles``, a day's at a time, the oldest day first."""
    rng = random.Random(seed)
    words = vocabulary(rng)
    weights = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for day, numbers in itertools.groupby(range(size), lambda number: number * _DAYS // size):
        yield sorted(_article(rng, words, weights, number, _FIRST_DAY + timedelta(days=day)) for number in numbers)


def _article(
    rng: random.Random, words: Sequence[str], weights: Sequence[float], number: int, day: date
) -> tuple[Any, ...]:
    text = rng.choices(words, cum_weights=weights, k=rng.randint(150, 250))
    text[rng.randrange(len(text))] = "koperasi"
    title = " ".join(rng.choices(words, cum_weights=weights, k=rng.randint(6, 12))).capitalize()
    office = f"kantor-{rng.randrange(OFFICES):02d}"
    site = f"{office}.example.go.id"
    image = f"https://{site}/images/{number}.jpg"
    hour, minute = (rng.randrange(7, 17), rng.randrange(60)) if number % 3 else (0, 0)
    published = f"{day}T{hour:02d}:{minute:02d}:00+07:00" if hour else f"{day}"
    seen = datetime(day.year, day.month, day.day, 18, tzinfo=UTC)
    article_id = rng.getrandbits(53)
    # As archive.store numbers them: day, minute, a share of the id.
    position = ((day - EPOCH).days << 11 | hour * 60 + minute) << HASH_BITS | article_id & (1 << HASH_BITS) - 1
    return (
        position, article_id, office, site, f"https://{site}/berita/{title.lower().replace(' ', '-')}-{number}",
        title, _paragraphs(text), published, f"{day:%d/%m/%Y}", "page", None, None, None, day.year, "Admin",
        rng.choice(_CATEGORIES), image, f'[{{"url":"{image}","caption":"{title}"}}]', "[]",
        '{"title":"h1","body":"template"}', seen.isoformat(), (seen + timedelta(days=30)).isoformat(), "present", 0,
        f"{rng.getrandbits(256):064x}",
    )  # fmt: skip


def _paragraphs(words: list[str]) -> str:
    sentences = [" ".join(words[at : at + 14]).capitalize() + "." for at in range(0, len(words), 14)]
    return "\n\n".join(" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4))


def build(path: Path, size: int) -> None:
    """Write an archive of ``size`` articles to ``path``."""
    db = open_database(path, ARCHIVE)
    db.conn.execute("PRAGMA synchronous=OFF")
    with db.atomic():
        db.table("offices").insert_all(
            {
                "id": f"kantor-{number:02d}",
                "code": f"99{number:02d}",
                "level": "kabupaten",
                "region": f"Kabupaten {number:02d}",
                "name": f"Dinas Koperasi Kabupaten {number:02d}",
                "latitude": -7.5,
                "longitude": 112.0 + number / 100,
                "expected": 4.0,
                "website": f"https://kantor-{number:02d}.example.go.id/",
            }
            for number in range(OFFICES)
        )
    insert = f"INSERT INTO articles ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
    for rows in days(size):
        with db.atomic():
            db.conn.executemany(insert, rows)
    refresh(db)
    give_forms(db.conn)
    db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()


def give_forms(db: sqlite3.Connection) -> None:
    """Make five made-up words, of which one stands in every sixth article, forms of each word that queries are made of.

    Words of a real archive have as many; made-up ones have none by themselves.
    """
    words = vocabulary(random.Random(2026))
    for at, word in enumerate(_COMMON):
        forms = words[len(_COMMON) + at :: len(_COMMON)][:FORMS]
        db.executemany("UPDATE stems SET stem = ? WHERE word = ?", [(stem(word), form) for form in forms])


def archive(size: int) -> Path:
    """Return the path of the cached ``archive.db`` of ``size`` articles, alone in its folder, built on first use.

    One that was built by other rules, of schema, words or these, is thrown away; later versions of the schema are
    brought to it as they are to a real one.
    """
    path = CACHE / f"{size}-{_rules()}" / "archive.db"
    if not path.exists():
        for stale in CACHE.glob(f"{size}-*"):
            shutil.rmtree(stale)
        path.parent.mkdir(parents=True)
        print(f"building {path} ({size:,} articles) …", flush=True)
        started = time.perf_counter()
        unfinished = path.with_suffix(".part")
        build(unfinished, size)
        unfinished.rename(path)
        print(f"built in {time.perf_counter() - started:.0f} s", flush=True)
    open_database(path, ARCHIVE).close()
    return path


def _rules() -> str:
    sources = (__file__, tables.__file__, stems.__file__, vocabulary_table.__file__, ROOTS)
    return hashlib.sha256(b"".join(Path(source).read_bytes() for source in sources)).hexdigest()[:12]
