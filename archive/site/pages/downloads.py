"""Data: the exports, what is in them, how to use and cite them."""

from __future__ import annotations

from datasette.app import Datasette
from datasette.utils.asgi import AsgiFileDownload, Request, Response

from archive.site.dataset import dataset
from archive.site.exports import exports
from archive.site.page import Absent, absolute, page, spoken
from archive.site.rows import folder, remembered
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


_TOTALS = "SELECT count(*) AS articles, min(published) AS oldest, max(published) AS newest FROM articles"


async def data(datasette: Datasette, request: Request) -> Response:
    """``/data``: the list of files."""
    files = exports(folder(datasette))
    [totals] = await remembered(datasette, _TOTALS)
    address = absolute(datasette, request, datasette.urls.path("/data"))
    top = [file for name, file in files.items() if "/" not in name]
    context = {
        "files": top,
        "office_files": [file for name, file in files.items() if name.startswith("offices/")],
        "contents": _CONTENTS,
        "totals": totals,
        "address": address,
        "tables": absolute(datasette, request, datasette.urls.path("/archive")),
        "search": absolute(datasette, request, datasette.urls.path("/cari")),
        "dataset": dataset(spoken(request), address, top, oldest=totals["oldest"], newest=totals["newest"]),
    }
    return await page(datasette, request, "data.html", context)


async def download(datasette: Datasette, request: Request) -> Response | AsgiFileDownload:
    """``/data/<name>``: one file, streamed.

    :raises Absent: no such file in the exports
    """
    file = exports(folder(datasette)).get(request.url_vars["name"])
    if file is None:
        raise Absent(spoken(request)("error.no_file"))
    headers = {"ETag": file.tag, "Cache-Control": "public, max-age=300"}
    if matches(request.headers.get("if-none-match", ""), file.tag):
        return Response("", status=304, headers=headers, content_type=file.media_type)
    name = file.path.name if file.media_type == "application/gzip" else None  # the rest a browser may show
    return AsgiFileDownload(str(file.path), filename=name, content_type=file.media_type, headers=headers)
