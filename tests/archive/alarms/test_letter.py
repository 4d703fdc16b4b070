from __future__ import annotations

from dataclasses import replace

import pytest

from archive.alarms.letter import LINES_MAX, Letter, letter, trial
from archive.alarms.news import News
from archive.health import State
from archive.health.rhythm import Fall
from tests.archive.alarms.nights import OURS, office

FRESH = replace(office(State.FRESH, "batu"), since="2026-03-04")


def test_a_letter_says_the_same_in_both_languages() -> None:
    found = News(troubled=(office(State.BLOCKED, evidence="HTTP 403"),), recovered=(FRESH,))
    assert letter(found) == Letter(
        "Arsip Dinkop: perlu perhatian 1, pulih 1",
        "Perlu perhatian:\n"
        "- Kabupaten Malang: malang.example.go.id menolak kunjungan kami sejak 4 Maret 2026. [HTTP 403]\n"
        "Pulih:\n"
        "- Kabupaten Batu: Berita terbaru bertanggal 4 Maret 2026. Jeda sampai 6 hari antara dua berita adalah hal "
        "biasa di sini.\n"
        "\n"
        "Needs attention:\n"
        "- Kabupaten Malang: malang.example.go.id has denied our visits since 4 March 2026. [HTTP 403]\n"
        "Recovered:\n"
        "- Kabupaten Batu: The newest article is of 4 March 2026. Up to 6 days between two articles are usual here.",
    )


def test_one_language_is_enough_for_who_wants_it() -> None:
    said = letter(News(recovered=(FRESH,)), ["en"])
    assert said.subject == "Dinkop archive: needs attention 0, recovered 1"
    assert said.text.startswith("Recovered:\n- Kabupaten Batu: The newest")


def test_our_own_fault_is_one_sentence() -> None:
    said = letter(News(ours=OURS), ["en"])
    assert said == Letter(
        "Dinkop archive: the last visit failed on our side",
        "40 of 42 sites failed in the same visit. The cause is on our side, most likely our connection; no office is "
        "at fault.",
    )
    assert letter(News(ours_over=True), ["en"]).text == "Our visits succeed again."


def test_who_has_the_same_to_say_stands_in_one_line() -> None:
    offices = [office(State.OVERDUE, name) for name in ("batu", "blitar", "jombang", "kediri", "ngawi")]
    [_, line] = letter(News(troubled=tuple(offices)), ["en"]).text.splitlines()
    assert line == (
        "- Kabupaten Batu, Kabupaten Blitar, Kabupaten Jombang and 2 others: Not visited since 4 March 2026; the cause "
        "is on our side."
    )


def test_a_long_list_is_cut_and_counted() -> None:
    offices = tuple(office(State.SLOW, f"kantor-{number}") for number in range(42))
    lines = letter(News(troubled=offices), ["en"]).text.splitlines()
    assert len(lines) == 1 + LINES_MAX + 1
    assert lines[-1] == "… and 22 more: python -m archive status"


def test_what_a_page_said_commands_no_terminal_and_breaks_no_line() -> None:
    said = letter(News(troubled=(office(State.CHALLENGE, evidence="a\x1b[2J\r\nb" + "x" * 500),)), ["en"]).text
    assert said.count("\n") == 1
    assert "\x1b" not in said
    assert len(said) < 400


@pytest.mark.parametrize("state", [state for state in State if state.needs_attention])
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_trouble_has_a_line(state: State, language: str) -> None:
    fallen = replace(office(state), fall=Fall(28, 22, 3))
    [_, line] = letter(News(troubled=(fallen,)), [language]).text.splitlines()
    assert line.startswith("- Kabupaten Malang: ")
    assert not {"{", "None"} & set(line.split())


def test_a_test_says_that_it_is_one() -> None:
    assert trial(["en"]) == Letter(
        "Dinkop archive: a test", "This is a test: messages of the Dinkop archive arrive here."
    )
