"""Labelled words: which forms belong to one root."""

from __future__ import annotations

from pathlib import Path

FILE = Path(__file__).with_name("words") / "families.txt"


def families() -> dict[str, list[str]]:
    """Root -> its forms."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return {root: forms.split() for root, forms in (line.split(": ") for line in lines)}
