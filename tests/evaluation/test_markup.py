import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation import markup
from evaluation.markup import Kind

POST = """Paragraf **tebal** dan *miring*, lihat [laman](https://data.example/).

## Judul bagian

- satu
- dua

1. pertama
2. kedua

| Bahan | Positif |
| --- | --- |
| Tahu | 0 |

> Kutipan yang
> dua baris.

![Keterangan *gambar*.](kopi.png)"""

KINDS = [Kind.PARAGRAPH, Kind.HEADING, Kind.BULLETS, Kind.NUMBERS, Kind.TABLE, Kind.QUOTE, Kind.FIGURE]


def test_every_kind_of_block_is_recognised() -> None:
    assert [block.kind for block in markup.read(POST)] == KINDS


def test_the_truth_is_what_a_reader_sees() -> None:
    assert markup.pieces(markup.read(POST)) == [
        "Paragraf tebal dan miring, lihat laman.",
        "Judul bagian",
        "satu",
        "dua",
        "pertama",
        "kedua",
        "Bahan",
        "Positif",
        "Tahu",
        "0",
        "Kutipan yang dua baris.",
        "Keterangan gambar.",
    ]


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("A & B < C", "<p>A &amp; B &lt; C</p>"),
        ("**a** *b*", "<p><strong>a</strong> <em>b</em></p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("JOMBANGKAB_DINKOPUM", "<p>JOMBANGKAB_DINKOPUM</p>"),
        ("[x](https://a.example/?b=1&c=2)", '<p><a href="https://a.example/?b=1&amp;c=2">x</a></p>'),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("## a", "<h2>a</h2>"),
    ],
)
def test_a_block_as_html(source: str, html: str) -> None:
    (block,) = markup.read(source)
    assert markup.element(block) == html


def test_a_table_has_its_first_row_as_its_head() -> None:
    (block,) = markup.read("| a | b |\n| --- | ---: |\n| c | d |")
    head, row = "<tr><th>a</th><th>b</th></tr>", "<tr><td>c</td><td>d</td></tr>"
    assert markup.table(block) == f"<table><thead>{head}</thead><tbody>{row}</tbody></table>"


def test_figures_become_html_for_the_static_engines_and_the_rest_stays() -> None:
    assert markup.markdown(markup.read("Teks.\n\n![Foto.](a.png)"), images="/i/") == (
        'Teks.\n\n<figure><img src="/i/a.png" alt=""><figcaption>Foto.</figcaption></figure>'
    )


@given(st.text())
def test_no_source_makes_it_fail(source: str) -> None:
    for block in markup.read(source):
        assert all(isinstance(part, str) for part in block.parts)
        if block.kind is Kind.TABLE and block.columns:
            assert len(block.parts) >= block.columns
