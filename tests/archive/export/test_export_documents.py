from __future__ import annotations

import pytest

from archive.export.documents import readme, schema
from archive.export.fields import ARTICLE


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("id", "integer"),
        ("title", "string"),
        ("published", "date or date-time or null"),
        ("event_from", "date or null"),
        ("attachments", "array"),
        ("status", "present or gone"),
    ],
)
def test_types_are_told_in_words(field: str, kind: str) -> None:
    assert f"| `{field}` | {kind} |" in readme(1, 1, None)


def test_every_field_of_the_schema_is_described() -> None:
    fields = schema()["properties"]
    assert list(fields) == [field.name for field in ARTICLE]
    assert all(field["description"].endswith(".") for field in fields.values())
