from __future__ import annotations

import pytest

from archive.models import Hint
from scrapers.extraction.fields.metadata import Metadata
from scrapers.extraction.fields.testimony import Court, is_cut, runs, segments, uncut, words_of

URL = "https://dinkop.example/berita/pasar-murah-di-alun-alun-12"


def court_of(title: str, url: str = URL, hint: Hint | None = None, **meta: str) -> Court:
    return Court(
        url, Metadata({name.replace("_", ":"): value for name, value in meta.items()}, {}, {}, title), hint, ()
    )


def total(court: Court, words: str) -> float:
    return sum(vote for _, vote in court.votes(words))


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Dinkop | Pasar murah", ("Dinkop", "Pasar murah")),
        ("Pasar murah - Tahap II – Dinkop", ("Pasar murah", "Tahap II", "Dinkop")),
        ("Home » Berita :: Pasar murah", ("Home", "Berita", "Pasar murah")),
        ("Rapat anggota tahunan 2025-2026", ("Rapat anggota tahunan 2025-2026",)),
    ],
)
def test_segments(title: str, parts: tuple[str, ...]) -> None:
    assert segments(title) == parts


def test_runs_of_segments() -> None:
    assert runs(["a", "b", "c"]) == [["a"], ["a", "b"], ["a", "b", "c"], ["b"], ["b", "c"], ["c"]]


def test_words() -> None:
    assert words_of("Pasar_Murah, 2025: “Jum’at”!") == "pasar murah 2025 jum at"


def test_a_headline_with_a_dash_of_its_own_is_one_headline() -> None:
    court = court_of("Dinkop | Pasar Murah - Tahap II", url="https://dinkop.example/12")
    assert total(court, "pasar murah tahap ii") > total(court, "pasar murah")


def test_a_title_against_the_address_is_hardly_believed() -> None:
    court = court_of("Layanan Perizinan Terpadu")
    assert total(court, "pasar murah di alun alun") > total(court, "layanan perizinan terpadu")


def test_generic_titles_are_no_witnesses() -> None:
    assert court_of("Berita | Detail Artikel").witnesses == ()


def test_a_cut_hint_names_the_whole_headline() -> None:
    court = court_of("Berita", url="https://dinkop.example/12", hint=Hint(title="Pasar murah di alun-alun…"))
    assert dict(court.votes("pasar murah di alun alun kota jayamulya")).keys() == {"list"}


def test_the_name_of_the_site_is_known_by_its_words_and_its_host() -> None:
    court = court_of("x")
    assert [court.is_site(words) for words in ("dinas koperasi", "dinkop", "pasar murah")] == [True, True, False]


def test_a_quick_look_finds_what_a_thorough_one_names() -> None:
    court = court_of("Pasar Murah di Alun-Alun | Dinkop")
    assert court.may_name("Pasar murah, di alun-alun kota")
    assert court.names("pasar murah di alun alun kota")
    assert not court.may_name("Profil pejabat struktural")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Pasar murah di …", "Pasar murah di"),
        ("Pasar murah di...", "Pasar murah di"),
        ("Pasar murah di […]", "Pasar murah di"),
        ("Pasar murah di [...]", "Pasar murah di"),
        ("Pasar … murah", "Pasar … murah"),
        ("Pasar murah.", "Pasar murah."),
    ],
)
def test_only_an_ellipsis_at_the_end_is_taken_off(text: str, whole: str) -> None:
    assert (uncut(text), is_cut(text)) == (whole, whole != text)
