import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction.fields.signoffs import SignOff, author_of, sign_offs


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Pelatihan ditutup oleh camat. (nf/kominfo)", "nf/kominfo"),
        ("Pelatihan ditutup. (Prokopim Pacitan / Pemkab Pacitan)", "Prokopim Pacitan / Pemkab Pacitan"),
        ("Pelatihan ditutup.\n\n(nf)", "nf"),
        ("“Semoga maju,” pungkasnya. (Rina Wulandari)", "Rina Wulandari"),
        ("Pelatihan ditutup. [wir]", "wir"),
        ("Pelatihan ditutup.\n(Humas Pemkab)", "Humas Pemkab"),
        ("Pelatihan ditutup. (Diskominfo) ***", "Diskominfo"),
        ("Reporter : Siti Aminah\nPara pelaku usaha hadir.", "Siti Aminah"),
        ("Para pelaku usaha hadir.\nPenulis : Budi Santoso", "Budi Santoso"),
        ("Hadir.\nPenulis : Budi Santoso | Editor: Rina", "Budi Santoso"),
        ("Hadir.\nEditor: Rina\nReporter: Budi Santoso", "Budi Santoso"),
        ("Hadir.\nReporter: Budi Santoso, Editor: Rina", "Budi Santoso"),
        ("Hadir. Reporter: Budi SantosoEditor: Rina", "Budi Santoso"),
        ("Hadir.\nEditor: Rina", "Rina"),
        ("Oleh: Dr. Ahmad Fauzi, M.Si.\nKoperasi tumbuh.", "Dr. Ahmad Fauzi, M.Si"),
    ],
)
def test_who_signs(text: str, author: str) -> None:
    assert author_of(text) == author


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dibuka oleh Bupati Jombang.",
        "Oleh: karena itu semua pihak diajak.",
        "Usaha Kecil dan Menengah (KUKM).",
        "Pemberdayaan usaha mikro. (UMKM)",
        "Bupati bersama para pelaku usaha. (dua dari kiri)",
        "Acara digelar di aula. (foto: istimewa)",
        "Acara digelar. (10/2/2025)",
        "Kepala dinas (tengah) membuka acara.",
        "Naik menjadi 60 persen (data BPS)",
        "Oleh: 12345",
    ],
)
def test_what_is_no_signature(text: str) -> None:
    assert author_of(text) is None


def test_a_signature_says_where_it_stands() -> None:
    text = "Ditutup doa. (nf/kominfo)"
    (signed,) = sign_offs(text)
    assert signed == SignOff("nf/kominfo", 12, 25)
    assert text[signed.start : signed.end].strip() == "(nf/kominfo)"


def test_a_signature_on_the_edge_is_whole() -> None:
    assert author_of("x" * 225 + "\nReporter: Budi Santoso\n" + "y" * 400) == "Budi Santoso"


@settings(deadline=None)  # a busy machine is no failure
@given(st.text())
def test_any_text_can_be_asked(text: str) -> None:
    for signed in sign_offs(text):
        assert 0 <= signed.start < signed.end <= len(text)
        assert signed.name
