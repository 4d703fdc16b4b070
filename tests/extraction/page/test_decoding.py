import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction.page.decoding import decode, decode_as

TEXT = "<p>“Koperasi” – kafé</p>"


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (TEXT.encode(), None, (TEXT, "utf-8")),
        (TEXT.encode(), "iso-8859-1", (TEXT, "utf-8")),  # valid UTF-8 beats a lying header
        (codecs.BOM_UTF8 + TEXT.encode(), "iso-8859-1", (TEXT, "utf-8")),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-8", (TEXT, "utf-16-le")),
        (TEXT.encode("utf-16-be"), "utf-16be", (TEXT, "utf-16-be")),
        (TEXT.encode("cp1252"), None, (TEXT, "cp1252")),
        (TEXT.encode("cp1252"), "utf-8", (TEXT, "cp1252")),
        (TEXT.encode("cp1252"), "iso-8859-1", (TEXT, "cp1252")),  # as browsers do
        ("<p>Кооператив</p>".encode("cp1251"), "windows-1251", ("<p>Кооператив</p>", "cp1251")),
        (
            b"<meta charset=windows-1251>" + "Кооператив".encode("cp1251"),
            None,
            ("<meta charset=windows-1251>Кооператив", "cp1251"),
        ),
        (b"caf\xe9", "nonsense", ("café", "cp1252")),
        (b"", None, ("", "utf-8")),
    ],
)
def test_the_strongest_evidence_decides(body: bytes, declared: str | None, expected: tuple[str, str]) -> None:
    assert decode_as(body, declared) == expected


@pytest.mark.parametrize(
    "declared", ["base64", "rot13", "zlib", "utf-7", "unicode_escape", "idna", "utf-16", "\0", "é"]
)
def test_a_charset_that_is_none_is_passed_over(declared: str) -> None:
    assert decode_as(b"caf\xe9 +ADw-", declared) == ("café +ADw-", "cp1252")


def test_a_page_cut_inside_a_character_stays_utf8() -> None:
    text, encoding = decode_as(("kafé “" * 9).encode()[:-1])
    assert encoding == "utf-8"
    assert text.startswith("kafé “kafé")


def test_single_bytes_of_another_encoding_are_read_one_by_one() -> None:
    assert decode("kafé – sehat – ".encode() + b"\x93murah\x94", "utf-8") == "kafé – sehat – “murah”"


@settings(deadline=None)  # a busy machine is no failure
@given(
    st.binary(), st.one_of(st.none(), st.text(), st.sampled_from(["utf-8", "utf-16", "big5", "shift_jis", "utf-32"]))
)
def test_any_bytes_give_text(body: bytes, declared: str | None) -> None:
    assert isinstance(decode(body, declared), str)


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(st.characters(exclude_categories=["Cs"])), st.sampled_from([None, "iso-8859-1", "windows-1251"]))
def test_utf8_always_comes_back(text: str, declared: str | None) -> None:
    assert decode(text.encode(), declared) == text.removeprefix("\ufeff")
