from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path

import pytest

from archive import export as exporting
from archive.export import ExportError, export
from archive.export.fields import ARTICLE
from archive.store import Archive
from tests.archive.shelf import fill, save_rich


def test_parquet_holds_the_same_records(archive: Archive, tmp_path: Path) -> None:
    fill(archive)
    save_rich(archive)
    made = export(archive.path, tmp_path / "exports", parquet=True)
    assert "articles.parquet" in [file.name for file in made.files]
    assert "`articles.parquet`" in (made.folder / "README.md").read_text(encoding="utf-8")
    table = import_module("pyarrow.parquet").read_table(made.folder / "articles.parquet")
    assert table.column_names == [field.name for field in ARTICLE]
    with gzip.open(made.folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    for record in records:
        for name in ("first_seen_at", "last_seen_at"):
            record[name] = datetime.fromisoformat(record[name]).astimezone(UTC)
        for name in ("event_from", "event_to"):
            record[name] = date.fromisoformat(record[name]) if record[name] else None
    assert table.to_pylist() == records
    before = (made.folder / "articles.parquet").read_bytes()
    export(archive.path, made.folder, parquet=True)
    assert (made.folder / "articles.parquet").read_bytes() == before


def test_without_the_extra_it_is_said_what_to_do(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "is_installed", lambda: False)
    with pytest.raises(ExportError, match=r"pyarrow isn't installed; pip install -r requirements-parquet\.txt"):
        export(archive.path, tmp_path / "exports", parquet=True)
    assert not (tmp_path / "exports").exists()
