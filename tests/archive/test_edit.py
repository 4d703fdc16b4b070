from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.edit import is_told
from archive.models import Article, Attachment

BODY = "Ada rapat di balai desa. Hadir 40 orang, di antaranya S. Hadi, M.Si.\n\nRapat ditutup doa."
SHOWN = Article(
    "https://dinkop.example.go.id/berita/7",
    "Rapat Anggota",
    BODY,
    published="2026-03-02T09:30:00+07:00",
    author="Humas",
)
FILE = Attachment("https://dinkop.example.go.id/undangan.pdf", "Undangan", "application/pdf")
# Its page: captions, other quotation marks, a date without the hour.
PAGE = replace(SHOWN, title="RAPAT ANGGOTA", body=f"Foto: suasana rapat\n\n{BODY}", published="2026-03-02")


def test_a_page_that_stays_as_it_is_tells_nothing() -> None:
    assert is_told(PAGE, PAGE, SHOWN)


@pytest.mark.parametrize(
    "change",
    [
        {"body": PAGE.body.replace("40", "43")},
        {"body": PAGE.body + " Peserta pulang."},
        {"body": PAGE.body.replace("\n\nRapat ditutup doa.", "")},
        {"title": "Rapat Anggota Tahunan"},
        {"author": "Redaksi"},
        {"published": "2026-03-03"},
        {"attachments": (FILE,)},
    ],
)
def test_a_change_is_told_once_the_other_document_shows_it(change: dict[str, Any]) -> None:
    edited = replace(PAGE, **change)
    assert not is_told(PAGE, edited, SHOWN)
    assert is_told(PAGE, edited, replace(edited, body=edited.body.removeprefix("Foto: suasana rapat\n\n")))
    assert is_told(edited, PAGE, SHOWN)  # it was undone, and the other never knew of it


def test_typography_tells_nothing() -> None:
    assert is_told(PAGE, replace(PAGE, title="Rapat  anggota", body=PAGE.body.replace(",", " –")), SHOWN)


def test_a_second_change_is_not_hidden_by_a_first_that_was_told() -> None:
    once = replace(SHOWN, body=SHOWN.body.replace("40", "43"))
    twice = replace(PAGE, body=PAGE.body.replace("40", "43") + " Peserta pulang.")
    assert not is_told(PAGE, twice, once)
