"""Which generated sites a test looks at."""

from __future__ import annotations

import os


def seeds(usual: str) -> list[int]:
    """The numbers of a list like ``"0-39,57"``; ``GENERATED_SEEDS`` in the environment replaces it."""
    chosen: list[int] = []
    for part in os.environ.get("GENERATED_SEEDS", usual).split(","):
        first, _, last = part.partition("-")
        chosen += range(int(first), int(last or first) + 1)
    return chosen
