"""Which words an article lost and gained from one form to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 12  # words shown on each side of a change
MAX_WORDS = 4000  # comparing is quadratic in the worst case; longer texts are shown whole
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are the ``same`` in both forms, ``lost`` from the older, ``gained`` in the newer; or a ``gap``."""

    kind: str
    text: str


def changes(older: str, newer: str) -> list[Stretch] | None:
    """The stretches that changed with some words around each; empty where nothing did, ``None`` if too long."""
    whole = stretches(older, newer)
    if whole is None or all(part.kind == "same" for part in whole):
        return None if whole is None else []
    found: list[Stretch] = []
    for number, part in enumerate(whole):
        if part.kind == "same":
            found.extend(_shortened(part.text, first=number == 0, last=number == len(whole) - 1))
        else:
            found.append(part)
    return found


def _shortened(text: str, *, first: bool, last: bool) -> list[Stretch]:
    words = _WORD.findall(text)
    before = [] if first else words[:CONTEXT]
    after = [] if last else words[-CONTEXT:]
    if len(before) + len(after) >= len(words):
        return [Stretch("same", text)]
    parts = (("same", "".join(before)), ("gap", ""), ("same", "".join(after)))
    return [Stretch(kind, words) for kind, words in parts if kind == "gap" or words]


def stretches(older: str, newer: str) -> list[Stretch] | None:
    """The newer text with the older one's lost words in place; ``None`` where they are too long to compare.

    >>> [(part.kind, part.text) for part in stretches("rapat di Jombang", "rapat di Malang")]
    [('same', 'rapat di '), ('lost', 'Jombang '), ('gained', 'Malang ')]
    """
    before, after = _WORD.findall(older + " "), _WORD.findall(newer + " ")
    if len(before) + len(after) > MAX_WORDS:
        return None
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            found.append(Stretch("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            lost = "".join(before[i1:i2])
            # The paragraph ends where the gained words end it, not between the two.
            found.append(Stretch("lost", lost.rstrip() + " " if j2 > j1 else lost))
        if j2 > j1:
            found.append(Stretch("gained", "".join(after[j1:j2])))
    return found
