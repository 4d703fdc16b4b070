"""What a list no longer shows, although it still shows older articles: most likely it was taken down.

A list grows at one end and loses articles at the other. One that is missing between two that stand was removed, or
moved elsewhere; a look at its own page tells.
"""

from __future__ import annotations

from collections.abc import Sequence

REARRANGED = 0.5  # of a list missing at once: it has another order or another shape, and says nothing of any article


def vanished(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """The names that the list lost between its ends.

    >>> vanished(["d", "c", "b", "a"], ["e", "d", "b"])
    ['c']
    """
    still = set(after)
    places = [place for place, name in enumerate(before) if name in still]
    if not places:
        return []
    lost = [name for name in before[: places[-1]] if name not in still]
    return lost if len(lost) < REARRANGED * len(before) else []
