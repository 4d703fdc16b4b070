"""Data: the exports, what is in them, how to use and cite them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from datasette.app import Datasette
from datasette.utils.asgi import AsgiFileDownload, Request, Response

from archive.export.fields import ARTICLE
from archive.export.folder import MANIFEST
from archive.site.dataset import dataset
from archive.site.described import Described, described
from archive.site.exports import Export, export, exports, releases
from archive.site.language import Language
from archive.site.page import Absent, absolute, page, spoken
from archive.site.rows import folder, remembered
from archive.site.timeline import TOTALS
from archive.site.validators import matches

# What a file holds: key of the catalogue.
_CONTENTS = {
    "articles.jsonl.gz": "file.articles_jsonl",
    "articles.json": "file.articles_json",
    "articles.csv": "file.articles_csv",
    "articles.parquet": "file.parquet",
    "changes.json": "file.changes",
    "CITATION.cff": "file.citation",
    "datapackage.json": "file.package",
    "images.csv": "file.images",
    "offices.json": "file.offices_json",
    "README.md": "file.readme",
    "revisions.jsonl.gz": "file.revisions",
    "schema.json": "file.schema",
    "SHA256SUMS": "file.sums",
    "versions.csv": "file.versions",
}


@dataclass(frozen=True, slots=True)
class Release:
    """A dated release: its month, its files at the top, the SHA-256 of its list of checksums, which stands for all."""

    month: str
    files: tuple[Export, ...]
    sha256: str


async def data(datasette: Datasette, request: Request) -> Response:
    """``/data``: the list of files."""
    files, speech = exports(folder(datasette)), spoken(request)
    [totals] = await remembered(datasette, TOTALS)
    address = absolute(datasette, request, datasette.urls.path("/data"))
    top = [file for name, file in files.items() if "/" not in name]
    context = {
        "files": top,
        "office_files": [file for name, file in files.items() if name.startswith("offices/")],
        "releases": _releases(folder(datasette)),
        "contents": _CONTENTS,
        "fields": _fields(speech),
        "totals": totals,
        "address": address,
        "tables": absolute(datasette, request, datasette.urls.path("/archive")),
        "search": absolute(datasette, request, datasette.urls.path("/cari")),
        "dataset": dataset(speech, address, top, oldest=totals["oldest"], newest=totals["newest"]),
    }
    return await page(datasette, request, "data.html", context)


def _releases(data_dir: Path) -> list[Release]:
    """Those that are whole enough to have a list of checksums."""
    made = []
    for month in releases(data_dir):
        files = exports(data_dir, month, offices=False)
        manifest = files.get(f"{month}/{MANIFEST}")
        if manifest:
            sha256 = hashlib.sha256(manifest.path.read_bytes()).hexdigest()
            made.append(Release(month, tuple(files.values()), sha256))
    return made


def _fields(speech: Language) -> Described:
    """What the fields of a record hold, in the words of the tables that they come from."""
    articles, offices = described(speech, "articles"), described(speech, "offices")
    said = {**articles.columns, "region_code": offices.columns["code"], "region": offices.columns["region"]}
    columns = {field.name: said[field.name] for field in ARTICLE}
    return Described(articles.title, columns=columns, language=articles.language)


async def download(datasette: Datasette, request: Request) -> Response | AsgiFileDownload:
    """``/data/<name>``: one file, streamed.

    :raises Absent: no such file in the exports
    """
    file = export(folder(datasette), request.url_vars["name"])
    if file is None:
        raise Absent(spoken(request)("error.no_file"))
    headers = {"ETag": file.tag, "Cache-Control": "public, max-age=300"}
    if matches(request.headers.get("if-none-match", ""), file.tag):
        return Response("", status=304, headers=headers, content_type=file.media_type)
    name = file.path.name if file.media_type == "application/gzip" else None  # the rest a browser may show
    return AsgiFileDownload(str(file.path), filename=name, content_type=file.media_type, headers=headers)
