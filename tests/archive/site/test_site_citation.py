"""Citations that a bibliography program reads."""

from __future__ import annotations

from archive.site.citation import Citation
from archive.site.language import language

CITATION = Citation(
    key="jombang-57",
    author="Dinas Koperasi & Usaha Mikro",
    title="Kredit 6% untuk UMKM {baru}",
    published="2025-02-10T09:30:00+07:00",
    url="https://dinkop.jombang.example/berita/57?a={b}",
    permalink="http://127.0.0.1:8001/artikel/57",
)


def test_bibtex() -> None:
    assert (
        CITATION.bibtex(language("id"))
        == r"""@misc{jombang-57,
  author = {{Dinas Koperasi \& Usaha Mikro}},
  title = {{Kredit 6\% untuk UMKM \{baru\}}},
  year = {2025},
  date = {2025-02-10},
  howpublished = {\url{https://dinkop.jombang.example/berita/57?a=%7Bb%7D}},
  note = {Diarsipkan oleh Arsip Berita Dinkop Jawa Timur, \url{http://127.0.0.1:8001/artikel/57}}
}"""
    )


def test_text() -> None:
    start = "Dinas Koperasi & Usaha Mikro. “Kredit 6% untuk UMKM {baru}”. 10 "
    address = " 2025. https://dinkop.jombang.example/berita/57?a={b}. "
    end = " Arsip Berita Dinkop Jawa Timur, http://127.0.0.1:8001/artikel/57"
    assert CITATION.text(language("id")) == f"{start}Februari{address}Diarsipkan oleh{end}"
    assert CITATION.text(language("en")) == f"{start}February{address}Archived by{end}"


def test_an_undated_article_has_no_year() -> None:
    undated = Citation("k", "Dinas", "Judul", None, "https://a.example/", "https://b.example/")
    assert "year" not in undated.bibtex(language("id"))
    assert "tanpa tanggal" in undated.text(language("id"))
