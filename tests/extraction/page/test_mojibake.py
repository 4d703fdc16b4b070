import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction.page.decoding import windows_1252
from scrapers.extraction.page.mojibake import repair

# What Indonesian pages write beyond ASCII.
SIGNS = "éèêëçñöüáàí“”‘’–—…°½¼¾×²³•€™®©«»§±·→✓✅😊📍🏆"


def broken(text: str) -> str:
    return "".join(windows_1252(byte) if byte > 0x7F else chr(byte) for byte in text.encode("utf-8"))


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("â€œKoperasi â€“ usahaâ€\x9d", "“Koperasi – usaha”"),
        ("â€œKoperasiâ€ ujarnya", "“Koperasi” ujarnya"),
        ("â€œKoperasiâ€\ufffd ujarnya", "“Koperasi” ujarnya"),
        ("Jumâ€™at", "Jum’at"),
        ("kafÃ©", "kafé"),
        ("5Â\u00a0kg", "5\u00a0kg"),
        ("Ã¢â‚¬Å“Koperasi", "“Koperasi"),
        ("suhu 30 Â°C", "suhu 30 °C"),
        ("selamat ðŸ˜Š", "selamat 😊"),
        ("ï»¿Berita", "\ufeffBerita"),
        ("Ø§Ù„Ø³Ù„Ø§Ù…", "السلام"),
    ],
)
def test_broken_text_is_turned_back(text: str, repaired: str) -> None:
    assert repair(text) == repaired


@pytest.mark.parametrize(
    "text",
    ["", "Koperasi", "kafé…” ujarnya", "“Â” adalah huruf", "“Ã” dan “Â”", "SÃO", "pâ…", "Ø 10 cm", "ÂÃâ", "€ 5 – ½"],
)
def test_sound_text_is_left_alone(text: str) -> None:
    assert repair(text) == text


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(st.sampled_from("abc AKU.,\n" + SIGNS)))
def test_what_pages_write_survives(text: str) -> None:
    assert repair(text) == text


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(st.sampled_from("abc ." + SIGNS)).map("".join))
def test_what_was_broken_once_comes_back(text: str) -> None:
    assert repair("Jumâ€™at " + broken(text)) == "Jum’at " + text


@settings(deadline=None)  # a busy machine is no failure
@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    assert len(repair(text)) <= len(text)
