"""One article: its text, where each thing about it is known from, its earlier forms, how to cite it."""

from __future__ import annotations

import json
import re
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from archive.export.fields import ARTICLE
from archive.site.body import blocks, captions
from archive.site.citation import FORMS, Citation
from archive.site.difference import changes
from archive.site.language import Language
from archive.site.page import Absent, document, is_web, page, record, spoken
from archive.site.pages.offices import PLACE
from archive.site.rows import ask, first, rows
from archive.site.similar import similar

LARGEST_ID = 2**63 - 1  # what SQLite can compare
FORMS_SHOWN = 10  # of an article's earlier forms; a page that is edited every night has hundreds


async def article(datasette: Datasette, request: Request) -> Response:
    """``/artikel/<id>``: a page a person can read and print; ``?bentuk=`` is the latest of the earlier forms shown.

    :raises Absent: no such article
    """
    row, speech = await _find(datasette, request), spoken(request)
    forms, earlier = await _revisions(datasette, row, request.args.get("bentuk") or "")
    context = {
        "article": row,
        "blocks": blocks(row["body"], captions(row["images"])),
        "images": [image for image in json.loads(row["images"]) if is_web(image.get("url"))],
        "attachments": [file for file in json.loads(row["attachments"]) if is_web(file.get("url"))],
        "source": row["url"] if is_web(row["url"]) else None,
        "witness": _witness(speech, row),
        "suspicion": _suspicion(speech, row["date_suspect"]),
        "revisions": forms,
        "earlier": earlier,
        "citation": _citation(datasette, request, row),
        "similar": await _similar(datasette, row),
        "older": await first(datasette, _NEIGHBOUR.format("<", "DESC"), [row["office"], row["position"]]),
        "newer": await first(datasette, _NEIGHBOUR.format(">", "ASC"), [row["office"], row["position"]]),
    }
    return await page(datasette, request, "article.html", context)


async def article_record(datasette: Datasette, request: Request) -> Response:
    """``/artikel/<id>.json``: the same fields in the same order as in the exports.

    :raises Absent: no such article
    """
    row = await _find(datasette, request)
    fields = {field.name: json.loads(row[field.name]) if field.json_text else row[field.name] for field in ARTICLE}
    return record(datasette, fields)


async def article_citation(datasette: Datasette, request: Request) -> Response:
    """``/artikel/<id>.bib``, ``.ris``, ``.csl.json``, ``.txt``: how to cite it, as a file.

    :raises Absent: no such article
    """
    row, speech, form = await _find(datasette, request), spoken(request), request.url_vars["form"]
    cited = _citation(datasette, request, row)
    media_type, write = FORMS[form]
    return document(datasette, write(cited, speech) + "\n", media_type, name=f"{cited.key}.{form}")


async def _find(datasette: Datasette, request: Request) -> sqlite3.Row:
    identity = int(request.url_vars["article"])
    row = await first(datasette, _ARTICLE, [identity]) if identity <= LARGEST_ID else None
    if row is None:
        raise Absent(spoken(request)("error.no_article"))
    return row


async def _revisions(datasette: Datasette, row: sqlite3.Row, latest: str) -> tuple[list[dict[str, Any]], int | None]:
    """Earlier forms, the latest first, each with what the next form changed; the number at which the rest begins.

    :param latest: digits, the number of the first form that is shown; otherwise the latest there is
    """
    number = int(latest) if re.fullmatch("[0-9]{1,9}", latest) else LARGEST_ID
    found = await rows(datasette, _FORMS, [row["id"], number])
    after = await first(datasette, _FORM_AFTER, [row["id"], number]) or row
    forms = []
    for form in found[:FORMS_SHOWN]:
        forms.append(
            {
                "form": form,
                "blocks": blocks(form["body"], captions(form["images"])),
                "title": changes(form["title"], after["title"]),
                "body": changes(form["body"], after["body"]),
                "date_changed": form["published"] != after["published"],
                "published_after": after["published"],
            }
        )
        after = form
    return forms, found[FORMS_SHOWN]["number"] if len(found) > FORMS_SHOWN else None


def _citation(datasette: Datasette, request: Request, row: sqlite3.Row) -> Citation:
    permalink = datasette.absolute_url(request, datasette.urls.path(f"/artikel/{row['id']}"))
    key = f"{row['office']}-{row['id']}"
    return Citation(key, row["office_name"], row["title"], row["published"], row["url"], permalink, row["last_seen_at"])


async def _similar(datasette: Datasette, row: sqlite3.Row) -> list[sqlite3.Row]:
    def find(db: sqlite3.Connection) -> list[sqlite3.Row]:
        positions = similar(db, row["position"], row["title"], row["body"])
        found = {other["position"]: other for other in db.execute(_LISTED, [json.dumps(positions)])}
        return [found[position] for position in positions]

    return await ask(datasette, find)


def _witness(speech: Language, row: sqlite3.Row) -> str:
    """Where the date is from, in words; the catalogue knows a witness by its first word, ``meta`` of ``meta og:…``."""
    if not row["published"]:
        return speech("witness.none")
    name = str(row["published_from"] or "")
    key = f"witness.{name.partition(' ')[0].rstrip(',')}"
    return speech(key) if key in speech.strings else speech("witness.other", name=name)


def _suspicion(speech: Language, reason: str | None) -> str | None:
    if reason is None:
        return None
    key = f"suspect.{reason}"
    return speech(key) if key in speech.strings else speech("suspect.other", reason=reason)


_ARTICLE = """
    SELECT a.*, o.code AS region_code, o.region, o.name AS office_name, o.level
    FROM articles a JOIN offices o ON o.id = a.office WHERE a.id = ?
"""
_FORMS = f"""
    SELECT * FROM revisions WHERE article_id = ? AND number <= ? ORDER BY number DESC LIMIT {FORMS_SHOWN + 1}
"""  # noqa: S608 (a constant)
_FORM_AFTER = "SELECT * FROM revisions WHERE article_id = ? AND number > ? ORDER BY number LIMIT 1"
_LISTED = f"""
    SELECT a.position, a.id, a.title, a.published, {PLACE} AS place FROM articles a JOIN offices o ON o.id = a.office
    WHERE a.position IN (SELECT value FROM json_each(?))
"""  # noqa: S608 (a constant)
_NEIGHBOUR = "SELECT id, title, published FROM articles WHERE office = ? AND position {} ? ORDER BY position {} LIMIT 1"
