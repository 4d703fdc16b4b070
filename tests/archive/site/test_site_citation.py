"""Citations that a bibliography program reads."""

from __future__ import annotations

import dataclasses
import json

from archive.site.citation import Citation
from archive.site.language import language

CITATION = Citation(
    key="jombang-57",
    author="Dinas Koperasi & Usaha Mikro",
    title="Kredit 6% untuk UMKM {baru}",
    published="2025-02-10T09:30:00+07:00",
    url="https://dinkop.jombang.example/berita/57?a={b}",
    permalink="http://127.0.0.1:8001/artikel/57",
    accessed="2026-11-23T19:00:00+00:00",
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
    undated = Citation(
        "k", "Dinas", "Judul", None, "https://a.example/", "https://b.example/", "2026-11-23T19:00:00+00:00"
    )
    assert "year" not in undated.bibtex(language("id"))
    assert "tanpa tanggal" in undated.text(language("id"))
    assert "PY  - " not in undated.ris(language("id"))
    assert "issued" not in json.loads(undated.csl(language("id")))[0]


def test_ris() -> None:
    assert CITATION.ris(language("id")).split("\r\n") == [
        "TY  - ELEC",
        "ID  - jombang-57",
        "AU  - Dinas Koperasi & Usaha Mikro,",
        "TI  - Kredit 6% untuk UMKM {baru}",
        "PY  - 2025",
        "DA  - 2025/02/10",
        "PB  - Dinas Koperasi & Usaha Mikro",
        "UR  - https://dinkop.jombang.example/berita/57?a={b}",
        "Y2  - 2026/11/23",
        "N1  - Diarsipkan oleh Arsip Berita Dinkop Jawa Timur, http://127.0.0.1:8001/artikel/57",
        "LA  - id",
        "ER  - ",
    ]


def test_an_organisation_with_a_comma_stays_whole_in_ris() -> None:
    cited = dataclasses.replace(CITATION, author="Dinas Koperasi, Industri, dan Perdagangan", title="a\nER  - b")
    lines = cited.ris(language("id")).split("\r\n")
    assert lines[2:4] == ["AU  - Dinas Koperasi Industri dan Perdagangan,", "TI  - a ER - b"]
    assert "PB  - Dinas Koperasi, Industri, dan Perdagangan" in lines


def test_csl() -> None:
    assert json.loads(CITATION.csl(language("id"))) == [
        {
            "id": "jombang-57",
            "type": "webpage",
            "title": "Kredit 6% untuk UMKM {baru}",
            "author": [{"literal": "Dinas Koperasi & Usaha Mikro"}],
            "issued": {"date-parts": [[2025, 2, 10]]},
            "accessed": {"date-parts": [[2026, 11, 23]]},
            "URL": "https://dinkop.jombang.example/berita/57?a={b}",
            "archive": "Arsip Berita Dinkop Jawa Timur",
            "archive_location": "http://127.0.0.1:8001/artikel/57",
            "language": "id",
        }
    ]
