"""Which words an article lost and gained from one form to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_WORDS = 4000  # comparing is quadratic in the worst case; longer texts are shown whole
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are ``same`` in both forms, only in the older (``lost``) or only in the newer (``gained``)."""

    kind: str
    text: str


def stretches(older: str, newer: str) -> list[Stretch] | None:
    """The newer text with the older one's lost words in place; ``None`` where they are too long to compare.

    >>> [(part.kind, part.text) for part in stretches("rapat di Jombang", "rapat di Malang")]
    [('same', 'rapat di '), ('lost', 'Jombang'), ('gained', 'Malang')]
    """
    before, after = _WORD.findall(older), _WORD.findall(newer)
    if len(before) + len(after) > MAX_WORDS:
        return None
    found: list[Stretch] = []
    matcher = SequenceMatcher(None, [w.strip() for w in before], [w.strip() for w in after], autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            found.append(Stretch("same", "".join(after[j1:j2])))
            continue
        if i2 > i1:
            found.append(Stretch("lost", "".join(before[i1:i2])))
        if j2 > j1:
            found.append(Stretch("gained", "".join(after[j1:j2])))
    return found
