"""What an exported record holds: the one place from which files, JSON Schema and README take their fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_TEXT: Mapping[str, Any] = {"type": "string"}
_TEXT_OR_NULL: Mapping[str, Any] = {"type": ["string", "null"]}
_COUNT: Mapping[str, Any] = {"type": "integer", "minimum": 0}
_DAY_OR_NULL: Mapping[str, Any] = {"type": ["string", "null"], "format": "date"}
_MOMENT: Mapping[str, Any] = {"type": "string", "format": "date-time"}
_URL: Mapping[str, Any] = {"type": "string", "format": "uri"}
_URL_OR_NULL: Mapping[str, Any] = {"type": ["string", "null"], "format": "uri"}
_PUBLISHED: Mapping[str, Any] = {
    "anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}, {"type": "null"}]
}
_ATTACHMENTS: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "url": {"type": "string", "format": "uri", "description": "absolute address"},
            "title": {"type": ["string", "null"], "description": "text of the link"},
            "media_type": {"type": "string", "description": "such as application/pdf"},
        },
        "required": ["url", "title", "media_type"],
        "additionalProperties": False,
    },
}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    :param sql: where its value stands, in terms of ``articles AS a``, ``offices AS o``, ``revisions AS r``
    :param schema: its JSON Schema without description
    :param json_text: the column holds JSON: a value in JSON files, text in CSV
    """

    name: str
    sql: str
    schema: Mapping[str, Any]
    description: str
    json_text: bool = False


ARTICLE: Sequence[Field] = (
    Field("id", "a.id", _COUNT, "The article's number for ever, below 2^53; its page in the archive is /artikel/ID."),
    Field("office", "a.office", _TEXT, "Id of the office that published it, as in offices.json."),
    Field("region_code", "o.code", _TEXT, "BPS code of the office's region, such as 3517; 35 is the province."),
    Field("region", "o.region", _TEXT, "Name of the region, such as Kabupaten Jombang."),
    Field("url", "a.url", _URL, "Address of the article on the office's site."),
    Field("title", "a.title", _TEXT, "Headline."),
    Field(
        "body", "a.body", _TEXT, "Plain text; a blank line between paragraphs, list items and table rows on own lines."
    ),
    Field(
        "published",
        "a.published",
        _PUBLISHED,
        "When it was published, as exactly as the page says and no more: a date, or a date and time with offset from "
        "UTC (ISO 8601); null where the page doesn't say.",
    ),
    Field("published_raw", "a.published_raw", _TEXT_OR_NULL, "The characters that published was read from."),
    Field(
        "published_from",
        "a.published_from",
        _TEXT_OR_NULL,
        "The witness of published: json-ld, meta article:published_time, time, page, dateline, url, feed, list.",
    ),
    Field(
        "date_suspect",
        "a.date_suspect",
        _TEXT_OR_NULL,
        "Why published should be doubted: weekday (the page names another day of the week), year, future, "
        "contradicted (the page shows its readers another day); else null.",
    ),
    Field(
        "event_from", "a.event_from", _DAY_OR_NULL, "First day of the event that the article reports, where it says."
    ),
    Field("event_to", "a.event_to", _DAY_OR_NULL, "Last day of that event."),
    Field("author", "a.author", _TEXT_OR_NULL, "Author as the page names it."),
    Field("category", "a.category", _TEXT_OR_NULL, "Section of the site, as the page or list names it."),
    Field("image_url", "a.image_url", _URL_OR_NULL, "Address of the main picture; all pictures are in images.csv."),
    Field(
        "attachments",
        "a.attachments",
        _ATTACHMENTS,
        "Documents that the article links to: a list of url, title, media_type (in CSV as JSON text).",
        json_text=True,
    ),
    Field("first_seen_at", "a.first_seen_at", _MOMENT, "When the crawler first read it, UTC."),
    Field("last_seen_at", "a.last_seen_at", _MOMENT, "When the site was last seen to show it, UTC."),
    Field("status", "a.status", {"enum": ["present", "gone"]}, "present, or gone: the site no longer shows it."),
    Field("revisions", "a.revisions", _COUNT, "How many earlier forms are known; they are in revisions.jsonl.gz."),
)

_OWN = {"id", "office", "region_code", "region", "url", "first_seen_at", "last_seen_at", "status", "revisions"}
_IMAGES: Mapping[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {"url": _URL, "caption": _TEXT_OR_NULL},
        "required": ["url", "caption"],
        "additionalProperties": False,
    },
}
REVISION: Sequence[Field] = (
    Field("article_id", "r.article_id", _COUNT, "id of the article."),
    Field("number", "r.number", _COUNT, "1 is the oldest form."),
    *(
        Field(field.name, field.sql.replace("a.", "r."), field.schema, field.description, field.json_text)
        for field in ARTICLE
        if field.name not in _OWN
    ),
    Field("images", "r.images", _IMAGES, "Pictures: a list of url, caption.", json_text=True),
    Field("seen_at", "r.seen_at", _MOMENT, "When this form was first seen, UTC."),
    Field("replaced_at", "r.replaced_at", _MOMENT, "When another form was first seen in its place, UTC."),
)

_COUNTED = "(SELECT count(*) FROM articles AS a WHERE a.office = o.id)"


def _dated(direction: str) -> str:
    """Return the SQL of an office's first or last date: articles stand in that order already."""
    dated = "SELECT a.published FROM articles AS a WHERE a.office = o.id AND a.published IS NOT NULL"
    return f"({dated} ORDER BY a.position {direction} LIMIT 1)"


OFFICE: Sequence[Field] = (
    Field("id", "o.id", _TEXT, "The office's short name, such as jombang or kota-malang."),
    Field("code", "o.code", _TEXT, "BPS code of its region; 35 is the province, 00 the nation."),
    Field("level", "o.level", {"enum": ["kabupaten", "kota", "provinsi", "nasional"]}, "Level of government."),
    Field("region", "o.region", _TEXT, "Name of the region."),
    Field("name", "o.name", _TEXT, "Name of the office."),
    Field("latitude", "o.latitude", {"type": "number"}, "Of the regency's seat, degrees, WGS 84."),
    Field("longitude", "o.longitude", {"type": "number"}, "Likewise."),
    Field("expected", "o.expected", {"type": ["number", "null"]}, "Articles a month that it usually publishes."),
    Field("website", "o.website", _URL_OR_NULL, "Its first crawled site; null where none is crawled."),
    Field("articles", _COUNTED, _COUNT, "How many articles the archive holds."),
    Field("first_published", _dated("ASC"), _PUBLISHED, "Publication of the oldest one that has a date."),
    Field("last_published", _dated("DESC"), _PUBLISHED, "Publication of the newest one."),
)

IMAGE: Sequence[Field] = (
    Field("article_id", "a.id", _COUNT, "id of the article."),
    Field("url", "json_extract(i.value, '$.url')", _URL, "Address of the picture."),
    Field("caption", "json_extract(i.value, '$.caption')", _TEXT_OR_NULL, "The words under it."),
)

_BY_NAME = {field.name: field for field in ARTICLE}
# What tells whether an article is another one than in an earlier export.
VERSION: Sequence[Field] = tuple(_BY_NAME[name] for name in ("id", "revisions", "status"))
