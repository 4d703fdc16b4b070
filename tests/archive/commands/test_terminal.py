from __future__ import annotations

import io

import pytest
from rich.console import Console

from archive.commands.terminal import clean, print_results
from archive.reading import open_archive
from archive.search import search
from archive.store import Archive
from tests.archive.shelf import fill, save


def printed(archive: Archive, query: str, *, terminal: bool, limit: int = 20) -> str:
    out = io.StringIO()
    console = Console(file=out, force_terminal=terminal, color_system="standard" if terminal else None, width=60)
    db = open_archive(archive.path)
    print_results(console, search(db, query, limit=limit))
    db.close()
    return out.getvalue()


def test_a_pipe_gets_whole_plain_lines(archive: Archive) -> None:
    fill(archive)
    save(
        archive,
        "panjang",
        "malang",
        title="Pasar" + " pasar" * 20,
        body="pasar" + ", pasar" * 20,
        published="2026-02-01",
    )
    assert printed(archive, "pasar", terminal=False, limit=2) == (
        "2026-02-01  Kabupaten Malang\n"
        "Pasar" + " pasar" * 20 + "\n"
        "pasar" + ", pasar" * 20 + "\n"
        "https://malang.example.go.id/panjang\n\n"
        "2026-01-31  Kabupaten Malang\nPasar murah\nPasar murah di Kepanjen; koperasi ikut serta.\n"
        "https://malang.example.go.id/pasar\n\n"
        "1–2 of 3 articles, newest first\n"
    )  # fmt: skip


def test_one_article_is_told_as_one(archive: Archive) -> None:
    fill(archive)
    assert printed(archive, "gerai", terminal=False).endswith("\n1–1 of 1 article, newest first\n")


def test_a_terminal_gets_marks(archive: Archive) -> None:
    fill(archive)
    shown = printed(archive, "gerai", terminal=True)
    assert "\x1b[1;33mGerai\x1b[0m dibuka di desa." in shown
    assert "\x1b[1mKoperasi Desa Merah Putih\x1b[0m" in shown


def test_nothing_found_is_said(archive: Archive) -> None:
    fill(archive)
    archive.index_words()
    assert printed(archive, "tidakada", terminal=False) == "No article found.\n"
    assert printed(archive, "koprasi", terminal=False) == "No article found. Did you mean: koperasi\n"


def test_what_else_was_looked_for_is_said(archive: Archive) -> None:
    fill(archive)
    archive.index_words()
    shown = printed(archive, "latihan rat", terminal=False).splitlines()
    assert shown[:2] == [
        "latihan: also looked for pelatih, pelatihan (--exact: not)",
        "rat: also looked for rapat anggota tahunan (--exact: not)",
    ]


def test_doubt_and_absence_are_said(archive: Archive) -> None:
    fill(archive)
    save(archive, "ragu", "malang", title="Ragu", published="2026-05-01", date_suspect="future")
    archive.db.conn.execute("UPDATE articles SET status = 'gone' WHERE title = 'Ragu'")
    assert "2026-05-01 (future?)  Kabupaten Malang, gone from the site\n" in printed(archive, "ragu", terminal=False)


def test_square_brackets_are_text(archive: Archive) -> None:
    fill(archive)
    save(archive, "kurung", "malang", title="[red]Kurung[/red]", body="[link=x]")
    assert "\n[red]Kurung[/red]\n[link=x]\n" in printed(archive, "kurung", terminal=False)


@pytest.mark.parametrize("attack", ["\x1b[2J", "\x9b2J", "\x07", "\u202eabc", "\x00", "\r"])
def test_a_page_cannot_command_the_terminal(attack: str) -> None:
    cleaned = clean(f"a{attack}b\tc\nd")
    assert cleaned.startswith("a\N{REPLACEMENT CHARACTER}")
    assert cleaned.endswith("b\tc\nd")
