# ruff: noqa: E501 — a page's markup reads best as it is served
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.models import Attachment, Image
from scrapers.extraction.body.fragment import Fragment, clean

URL = "https://dinkop.example/berita/pasar"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>satu <b>dua</b></p><p>tiga</p>", "satu dua\n\ntiga"),
        ("satu<br>dua<br><br>tiga", "satu\n\ndua\n\ntiga"),
        ("<div>Satu.</div><div>Dua.</div>", "Satu.\n\nDua."),
        ("<p>a</p><ul><li>b</li><li><p>c</p></li></ul><p>d</p>", "a\n\n- b\n- c\n\nd"),
        ("<ol><li>a</li><li>b</li></ol>", "1. a\n2. b"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<ol><li>1. a</li><li>2) b</li></ol>", "1. a\n2) b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n- b\n- c"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td><p>c</p><p>d</p></td><td>e</td></tr></table>", "a | b\nc d | e"),
        (
            "<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</tbody></table><table><tr><td>e<td>f</table>",
            "a | b\nc | d\n\ne | f",
        ),
        ("<table><tr><td><p>satu</p><p>dua</p></td></tr></table>", "satu\n\ndua"),
        (
            f"<table><tr><td>a</td><td><p>{'b ' * 400}</p><p>c</p></td></tr></table>",
            f"a\n\n{('b ' * 400).strip()}\n\nc",
        ),
        ("<blockquote><p>kutipan</p></blockquote>x", "kutipan\n\nx"),
        ("<figure><img src=a.jpg><figcaption>Foto: warga</figcaption></figure><p>a</p>", "Foto: warga\n\na"),
        ("<script>x</script><p>a</p><button>b</button><!-- c -->", "a"),
        ("<p>&ldquo;a&rdquo;&nbsp;&amp;&#8211;</p>", "“a” &–"),
    ],
)
def test_text(html: str, text: str) -> None:
    assert clean(html, URL).text == text


def test_lines_can_be_left_out() -> None:
    assert clean("<p>a</p>Dilihat 5 kali<br>b", URL, without=frozenset({"Dilihat 5 kali"})).text == "a\n\nb"


def test_pictures_and_documents() -> None:
    html = """<figure><img data-src="/a.jpg" src="data:x"><figcaption>Warga <i>antre</i></figcaption></figure><img src=/emoji/x.png>
    <img src=/a.jpg><div><img src=b.jpg><p class=wp-caption-text>Bupati</p></div><img src=c.jpg width=16>
    <a href="/u/Surat%20Edaran.PDF"> Surat <b>edaran</b></a><a href="/u/Surat%20Edaran.PDF">lagi</a><a href=/x>x</a><a>y</a>"""
    assert clean(html, URL) == Fragment(
        "Warga antre\n\nBupati\n\nSurat edaranlagixy",
        (Image("https://dinkop.example/a.jpg", "Warga antre"), Image("https://dinkop.example/berita/b.jpg", "Bupati")),
        (Attachment("https://dinkop.example/u/Surat%20Edaran.PDF", "Surat edaran", "application/pdf"),),
    )


def test_depth_is_no_danger() -> None:
    assert clean("<div>" * 3000 + "dalam", URL).text in ("dalam", "")


@given(st.text(alphabet="<>/abliotrdpu =\"'&;\n", max_size=300))
def test_any_markup_gives_tidy_lines(html: str) -> None:
    text = clean(html, URL).text
    assert text == text.strip()
    assert all(line == " ".join(line.split()) for line in text.split("\n"))
    assert "\n\n\n" not in text


def test_lines_that_only_link_to_documents_are_data_not_text() -> None:
    html = (
        '<p>Jadwal sidang tera ulang terlampir.</p><div><a href="/f/jadwal.pdf">Jadwal Sidang</a>'
        '<a href="/f/jadwal.pdf" download>Unduh</a></div><p>Unduh <a href="/f/formulir.docx">formulir</a> di sini.</p>'
    )
    read = clean(html, "https://dinkop.example.go.id/a/")
    assert read.text == "Jadwal sidang tera ulang terlampir.\n\nUnduh formulir di sini."
    assert [(each.title, each.media_type.partition("/")[0]) for each in read.attachments] == [
        ("Jadwal Sidang", "application"),
        ("formulir", "application"),
    ]
