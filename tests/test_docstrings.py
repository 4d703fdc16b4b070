"""The examples in docstrings, which readers of the code believe."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("archive", "bench", "demo", "evaluation", "scrapers", "simulation")
SOURCES = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
SHOWING = [path.relative_to(ROOT) for path in SOURCES if ">>> " in path.read_text(encoding="utf-8")]


@pytest.mark.parametrize("path", SHOWING, ids=str)
def test_examples_are_true(path: Path) -> None:
    name = ".".join(path.with_suffix("").parts).removesuffix(".__init__")
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
