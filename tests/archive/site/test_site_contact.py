"""Whom a reader can write to: only what a browser can follow becomes a link."""

from __future__ import annotations

import pytest

from archive.site.contact import contact


@pytest.mark.parametrize(
    ("named", "link"),
    [
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("a@example.org", "mailto:a@example.org"),
        ("https://example.org/kontak", "https://example.org/kontak"),
        (" https://example.org ", "https://example.org"),
        ("", None),
        ("Dinas Koperasi", None),
        ("javascript:alert(1)@x", None),
        ("<a@b>", None),
    ],
)
def test_an_address(monkeypatch: pytest.MonkeyPatch, named: str, link: str | None) -> None:
    monkeypatch.setenv("CONTACT", named)
    assert contact() == link


def test_nobody_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT", raising=False)
    assert contact() is None
