"""Which generated sites a test looks at."""

from __future__ import annotations

import os
import secrets

_FIRST_FRESH = 1_000_000  # below it stand the sites that tests name


def seeds(usual: str, *, fresh: int = 0) -> list[int]:
    """The numbers of a list like ``"0-39,57"``; ``GENERATED_SEEDS`` in the environment replaces it.

    :param fresh: how many more that no run had before; a test that fails names its own
    """
    chosen: list[int] = []
    if "GENERATED_SEEDS" not in os.environ:
        chosen += (_FIRST_FRESH + secrets.randbelow(10**9) for _ in range(fresh))
    for part in os.environ.get("GENERATED_SEEDS", usual).split(","):
        first, _, last = part.partition("-")
        chosen += range(int(first), int(last or first) + 1)
    return chosen
