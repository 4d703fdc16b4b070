"""Documents and articles of one made-up office."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from archive.models import Article, Hint, Kind, OfficeRecord, Snapshot

NIGHT = datetime(2026, 3, 1, 19, 0, tzinfo=UTC)
HOST = "dinkop.example.go.id"
OFFICE = OfficeRecord("contoh", "3599", "kabupaten", "Kabupaten Contoh", "Dinas Koperasi Contoh", -7.5, 112.2)


def at(nights: int = 0, seconds: int = 0) -> datetime:
    """A moment counted from the first night."""
    return NIGHT + timedelta(days=nights, seconds=seconds)


def page(
    path: str = "/berita/satu-1", body: bytes = b"<p>satu</p>", *, nights: int = 0, hint: Hint = Hint()
) -> Snapshot:
    """One fetched page of the made-up office."""
    url = f"https://{HOST}{path}"
    return Snapshot(
        office=OFFICE.id,
        site=HOST,
        url=url,
        final_url=url,
        fetched_at=at(nights),
        status=200,
        kind=Kind.PAGE,
        media_type="text/html",
        encoding="utf-8",
        headers={"server": "nginx"},
        body=body,
        tls_verified=True,
        hint=hint,
    )


def article(path: str = "/berita/satu-1", **fields: Any) -> Article:  # noqa: ANN401 - any field of an article
    """One article of the made-up office."""
    said: dict[str, Any] = {
        "title": "Rapat anggota",
        "body": "Koperasi mengadakan rapat.",
        "published": "2026-02-10",
    } | fields
    return Article(url=f"https://{HOST}{path}", **said)
