"""JSON documents that nobody declared: where in them the list of news is, and what its fields are called."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from scrapers.discovery.entry import is_whole
from scrapers.discovery.json.document import load_json
from scrapers.discovery.json.record import text_at, unfold
from scrapers.registry.office import JsonListing

# Names of fields, most telling first; compared in lower case without underscores and hyphens.
_TITLE = (
    "judul",
    "title",
    "judulberita",
    "namaberita",
    "headline",
    "titleid",
    "postingtitle",
    "posttitle",
    "name",
    "nama",
)
_LINK = ("url", "link", "permalink", "href", "judulurl", "weburl", "fullurl")
_SLUG = ("slug", "judulseo", "seo", "alias", "slugberita", "titleslug", "permalink")
_ID = ("id", "idberita", "idpost", "idartikel", "newsid", "postid", "uuid", "kode")
_DATE = (
    *(
        "tanggal",
        "publishedat",
        "date",
        "tgl",
        "tglposting",
        "tanggalterbit",
        "tglberita",
        "tanggalberita",
        "publishdate",
    ),
    *(
        "postdate",
        "tanggalposting",
        "createdat",
        "datecreated",
        "tglpublish",
        "tanggalpublish",
        "waktu",
        "pubdate",
        "tgltayang",
    ),
    *("created", "createddate", "tglupload", "updatedat"),
)
_BODY = ("isi", "content", "konten", "isiberita", "body", "artikel", "contenthtml", "text", "deskripsi", "description")
_AUTHOR = ("penulis", "author", "authorname", "creator", "username", "reporter", "createdby")
_CATEGORY = ("kategori", "category", "namakategori", "categoryname", "kategorinama", "kanal", "jenis")
_IMAGE = ("linkgambar", "gambar", "image", "thumbnail", "foto", "imageurl", "cover", "img", "featuredimage", "picture")
_PAGE_FIELD = re.compile(r"([?&](?:page|halaman|hal|p)=)(\d+)", re.IGNORECASE)
_OFFSET_FIELD = re.compile(r"([?&](?:offset|start|skip)=)(\d+)", re.IGNORECASE)
_MAX_NODES = 20_000  # of a document that is searched for its list
_NEWS_PATH = re.compile(r"berita|news|artikel|article|post|kabar|warta", re.IGNORECASE)


def guess_json_listing(body: bytes, url: str) -> JsonListing | None:
    """How to read the list of news that a JSON document holds, or ``None`` if it holds none.

    Articles' addresses are made from a field that holds them, else from slug or id below ``/berita/``; the latter is a
    guess that a look at the site's own links must confirm.

    :raises DiscoveryError: it is no JSON
    """
    best: tuple[float, JsonListing] | None = None
    for path, items in _lists(load_json(body, url)):
        score, listing = _judge(path, items, url)
        if listing is not None and (best is None or score > best[0]):
            best = score, listing
    return best[1] if best else None


def _lists(document: Any) -> Iterator[tuple[str, list[dict[str, Any]]]]:  # noqa: ANN401 — whatever JSON can hold
    """Every list of objects in a document, with its dotted path, the outer ones first."""
    waiting: list[tuple[str, Any]] = [("", document)]
    for path, value in waiting:
        found = unfold(value)
        if isinstance(found, list):
            records = [item for item in found if isinstance(item, dict)]
            if records and 2 * len(records) > len(found):
                yield path, records
        elif isinstance(found, dict):
            room = _MAX_NODES - len(waiting)
            waiting.extend(
                (f"{path}.{name}" if path else str(name), inner) for name, inner in list(found.items())[:room]
            )


def _judge(path: str, items: list[dict[str, Any]], url: str) -> tuple[float, JsonListing | None]:
    sample = items[:20]
    names = {_plain_name(name): str(name) for item in sample for name in item}
    title = _find(_TITLE, names, sample, lambda text: len(text.split()) > 2, share=1 / 3)  # some headlines are short
    link = _link_template(names, sample)
    published = _find(_DATE, names, sample, lambda text: any(map(str.isdigit, text)) and len(text) < 60)
    body = _find(_BODY, names, sample, is_whole)
    if title is None or link is None or (published is None and body is None):
        return 0.0, None
    listing = JsonListing(
        url=url,
        link=link,
        next_url=_next_template(url),
        items=path,
        title=title,
        body=body,
        published=published,
        author=_find(_AUTHOR, names, sample, lambda text: not text.isdigit()),
        category=_find(_CATEGORY, names, sample, lambda text: not text.isdigit()),
        image=_find(_IMAGE, names, sample, lambda text: "." in text),
    )
    score = len(items) ** 0.5 + 2 * (published is not None) + 3 * (body is not None) + 2 * bool(_NEWS_PATH.search(path))
    return score, listing


def _plain_name(name: object) -> str:
    return str(name).lower().replace("_", "").replace("-", "")


def _find(
    wanted: tuple[str, ...],
    names: dict[str, str],
    sample: list[dict[str, Any]],
    fits: Callable[[str], bool],
    *,
    share: float = 1 / 2,
) -> str | None:
    """The first of the wanted fields whose values fit in more than this share of the items."""
    for name in wanted:
        field = names.get(name)
        if field is None or "." in field:
            continue
        texts = [text_at(item, field) for item in sample]
        if sum(bool(text) and bool(fits(text)) for text in texts) > share * len(texts):
            return field
    return None


def _link_template(names: dict[str, str], sample: list[dict[str, Any]]) -> str | None:
    whole = _find(_LINK, names, sample, lambda text: text.startswith(("http://", "https://", "/")))
    if whole:
        return f"{{{whole}}}"
    field = _find((*_SLUG, "judulurl", "url"), names, sample, lambda text: "-" in text and " " not in text)
    field = field or _find(_ID, names, sample, lambda text: len(text) < 80 and " " not in text)
    return f"/berita/{{{field}}}" if field else None


def _next_template(url: str) -> str | None:
    """The address with its page number or offset as a place holder, where it has one."""
    for pattern, name in ((_PAGE_FIELD, "page"), (_OFFSET_FIELD, "offset")):
        if pattern.search(url):
            return pattern.sub(rf"\g<1>{{{name}}}", url, count=1)
    return None
