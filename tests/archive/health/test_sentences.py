from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from string import Formatter
from typing import Any

import pytest

from archive.health import State
from archive.health.rhythm import Fall
from archive.health.sentences import LANGUAGES, sentences
from tests.archive.alarms.nights import office

BLAME = {"broken", "neglected", "fault", "rusak", "lalai", "salah", "kesalahan"}  # a visit may fail, nobody is at fault


def places(words: Mapping[str, Any]) -> dict[tuple[str, str], set[str]]:
    """Table and key -> the places that a program fills."""
    return {
        (table, key): {name for _, name, _, _ in Formatter().parse(text) if name}
        for table, texts in words.items()
        for key, text in texts.items()
    }


def test_both_languages_say_the_same_things_with_the_same_places() -> None:
    first, *others = (places(sentences(language).words) for language in LANGUAGES)
    assert others == [first]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_has_a_name_of_its_own(language: str) -> None:
    assert len({sentences(language).label(state) for state in State}) == len(State)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_a_whole_sentence_that_blames_no_office(language: str, state: State) -> None:
    said = sentences(language).office(replace(office(state), fall=Fall(28, 22, 3)))
    assert said.endswith(".")
    assert not {"{", "}", "None"} & set(said.replace("{", " { ").replace("}", " } ").split())
    assert not BLAME & set(said.lower().replace(".", "").replace(",", "").split())
