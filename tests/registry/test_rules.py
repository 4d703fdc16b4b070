import re

import pytest

from scrapers.registry.office import Site
from scrapers.registry.rules import LEVELS, is_address, show


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Jum’at\n", '"Jum’at\\n"'),
        (True, "true"),
        (4.5, "4.5"),
        (re.compile(r"^/berita/\d+$"), r'"^/berita/\\d+$"'),
        (Site("https://dinkop.example.go.id/"), '"https://dinkop.example.go.id/"'),
        (["a", 1], '["a", 1]'),
        ("\u2028\x7f", '"\\u2028\\u007f"'),
        ("x" * 1000, '"' + "x" * 299 + "…"),
    ],
)
def test_a_value_is_shown_on_one_line(value: object, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    ("url", "right"),
    [
        ("https://dinkopum.jombangkab.go.id/berita/rapat-11620", True),
        ("http://103.211.82.11/berita/detail/31-10-2024_koperasi", True),
        ("http://127.0.0.1:8000/dinkop/", True),
        ("https://diskopindag.lumajangkab.go.id/pengumuman/detail/aGo%3D", True),
        ("https://setda.trenggalekkab.go.id/index.php/en/18-berita?format=feed&type=rss", True),
        ("https://kominfo.ngawikab.go.id/natamukti/?share=jetpack-whatsapp", False),
        ("https://www.sumenepkab.go.id/berita/baca/disnaker#google_vignette", False),
        ("HTTPS://dinkop.example.go.id/", False),
        ("//dinkop.example.go.id/", False),
        ("javascript:alert(1)", False),
    ],
)
def test_an_address_is_full_and_spelt_as_the_crawler_spells_it(url: str, right: bool) -> None:
    assert is_address(url) is right


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("00", {"nasional"}),
        ("35", {"provinsi"}),
        ("3501", {"kabupaten"}),
        ("3529", {"kabupaten"}),
        ("3571", {"kota"}),
        ("3579", {"kota"}),
        ("3500", set()),
        ("3570", set()),
        ("351", set()),
        ("35170", set()),
    ],
)
def test_a_code_tells_the_level(code: str, levels: set[str]) -> None:
    assert {level for level, (_, pattern) in LEVELS.items() if pattern.fullmatch(code)} == levels
