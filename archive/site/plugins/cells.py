"""Cells of Datasette's tables that lead somewhere."""

from __future__ import annotations

from datasette.app import Datasette
from markupsafe import Markup

from archive.site.hook import hookimpl

_ARTICLE_IDS = {("articles", "id"), ("revisions", "article_id")}


@hookimpl
def render_cell(value: object, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """The id of an article as a link to its page.

    Of a foreign key Datasette makes ``{"value": 5700, "label": …}`` and a link to the row of that primary key, which
    isn't the id.
    """
    if (table, column) not in _ARTICLE_IDS:
        return None
    if isinstance(value, dict):
        value = value["value"]
    if not isinstance(value, int):
        return None
    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(f"/artikel/{value}"), value)
