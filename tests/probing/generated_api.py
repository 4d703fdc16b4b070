"""The news of a generated site as JSON, in the forms that public programs read from offices' sites."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from tests.probing.generated_text import Piece


@dataclass(frozen=True)
class Api:
    """How a site's JSON looks.

    :param start: its first page
    :param field: of the query, that says which page or how many articles to pass over
    :param named: how a page or script names it
    :param wrap: where in the document the list stands
    :param names: of number, headline, slug, date, category, text and address
    """

    start: str
    field: str
    named: str
    wrap: tuple[str, ...]
    names: tuple[str, str, str, str, str, str, str]

    def passed_over(self, target: str, size: int) -> int | None:
        """How many articles stand before those that ``target`` asks for; ``None``: it asks for something else."""
        if urlsplit(target).path != urlsplit(self.start).path:
            return None
        asked = int(parse_qs(urlsplit(target).query).get(self.field, ["0"])[0])
        return asked if self.field in ("offset", "start") else (max(1, asked) - 1) * size

    def document(self, shown: list[tuple[Piece, str | None]], *, whole: bool) -> bytes:
        """The document that lists articles, each with the address that it gives for it.

        :param whole: with their texts
        """
        rows: object = [self._record(piece, address, whole=whole) for piece, address in shown]
        for name in reversed(self.wrap):
            rows = {"status": True, name: rows}
        return json.dumps(rows).encode()

    def _record(self, piece: Piece, address: str | None, *, whole: bool) -> dict[str, object]:
        number, title, slug, day, category, text, url = self.names
        record: dict[str, object] = {
            number: piece.number,
            title: piece.title,
            slug: piece.slug,
            day: f"{piece.published:%Y-%m-%d %H:%M:%S}",
            category: piece.category,
            "dilihat": piece.number % 90,
        }
        if whole:
            record[text] = "".join(f"<p>{html.escape(line)}</p>" for line in piece.paragraphs)
        return record | ({url: address} if address else {})


_PLAIN = ("id", "judul", "slug", "tanggal", "kategori", "isi", "url")
_ENGLISH = ("id", "title", "slug", "published_at", "category", "content", "link")
_OLD = ("id_berita", "judul_berita", "judul_seo", "tgl_posting", "nama_kategori", "isi_berita", "link")
APIS: Mapping[str, Api] = {
    "rows": Api("/api/berita?page=1", "page", "/api/berita?page=", ("data", "rows"), _PLAIN),
    "bare": Api("/api/list-berita", "page", "/api/list-berita", (), _OLD),
    "laravel": Api("/api/v1/posts?page=1", "page", "/api/v1/posts?page=", ("data", "data"), _ENGLISH),
    "offset": Api("/api/articles?limit=9&offset=0", "offset", "/api/articles?limit=9&offset=", ("result",), _ENGLISH),
    "category": Api(
        "/api/data/news?page=1&category=berita", "page", "/api/data/news?page=1&category=berita", ("data",), _PLAIN
    ),
}
