import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction.text import clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("  Dinas\u00a0Koperasi \t Jombang ", "Dinas Koperasi Jombang"),
        ("Rapat\r\n\r\n\r\n\r\nAnggota\rTahunan", "Rapat\n\nAnggota\nTahunan"),
        ("pem\u00adber\u200bdayaan\ufeff", "pemberdayaan"),
        ("“Koperasi” – usaha bersama’", "“Koperasi” – usaha bersama’"),
        ("cafe\u0301", "café"),
        ("\u202eterbalik\u202c", "terbalik"),
        ("satu\u2028dua\u2029tiga\x0bempat", "satu\ndua\ntiga\nempat"),
        ("👩\u200d🌾 ko\u200dperasi", "👩\u200d🌾 koperasi"),
        ("rusak \ud83d", "rusak \ufffd"),
        ("â€œKoperasi maju,â€\x9d ujarnya", "“Koperasi maju,” ujarnya"),
        ("\x00\x1b", ""),
        ("", ""),
    ],
)
def test_one_form_of_every_character(raw: str, kept: str) -> None:
    assert clean(raw) == kept


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*"ab ÂÃâ€œ™\u200b\u200d\u00ad\x9d\x85\n\t", "\u0302", "â€", "ðŸ", "A\u0303"])).map(
            "".join
        ),
    )
)
def test_clean_text_stays_as_it_is(raw: str) -> None:
    once = clean(raw)
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    once.encode("utf-8")
    assert clean(once) == once


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zs"], exclude_characters="ÂÃâðïÅËÆØÙ")))
def test_no_printed_character_of_the_language_is_lost(text: str) -> None:
    assert clean(text) == text
