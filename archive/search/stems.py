"""The root of an Indonesian word: ``pembinaan``, ``membina`` and ``dibina`` are all forms of ``bina``.

Affixes are taken off in every order that Indonesian allows, and the longest root of ``words/roots.txt`` that is
met on the way is the answer. A word that leads to no known root is its own root, so names are left alone: searching may
miss a form, but never joins by guessing what doesn't belong together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

ROOTS = Path(__file__).with_name("words") / "roots.txt"
SHORTEST = 3  # letters of a root
LONGEST = 40  # letters of a word that is looked at
PREFIXES = 3  # on one word, as on "dipersembahkan" or "keberterimaan"
_VOWELS = "aeiou"
_CONSONANTS = "bcdfghjklmnpqrstvwxyz"
_LETTERS = _VOWELS + _CONSONANTS
_PARTICLES = ("lah", "kah", "pun")
_OWNERS = ("nya", "ku", "mu")
_SUFFIXES = ("kan", "an", "i", "wan", "wati", "isasi")
# Prefix -> the letters that may follow it, and the letter that it has swallowed then: menulis is tulis.
_PREFIXES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "di": ((_LETTERS, ""),), "ke": ((_LETTERS, ""),), "se": ((_LETTERS, ""),), "per": ((_LETTERS, ""),),
    "ber": ((_LETTERS, ""),), "be": (("rkt", ""),), "bel": (("a", ""),),
    "ter": ((_LETTERS, ""),), "te": (("r", ""),),
    "me": (("lmnrwy", ""),), "mem": ((_CONSONANTS, ""), (_VOWELS, "p")), "men": ((_CONSONANTS, ""), (_VOWELS, "t")),
    "meng": ((_LETTERS, ""),), "meny": ((_VOWELS, "s"),),
    "pe": ((_CONSONANTS, ""),), "pem": ((_CONSONANTS, ""), (_VOWELS, "p")), "pen": ((_CONSONANTS, ""), (_VOWELS, "t")),
    "peng": ((_LETTERS, ""),), "peny": ((_VOWELS, "s"),), "pel": (("a", ""),),
}  # fmt: skip
_SHORT_PREFIXES = ("menge", "penge")  # stand before roots of one syllable: mengecek, pengesahan
_SHORT = 4  # letters of these
_ASKED_LAST = ("meng", "peng")  # may have swallowed a k, where no root without it is known: mengurus is urus


@cache
def roots() -> Mapping[str, str]:
    """Word -> its root, for all roots and for the words that no rule explains."""
    lines = ROOTS.read_text(encoding="utf-8").splitlines()
    entries = [entry.partition("=") for line in lines if not line.startswith("#") for entry in line.split()]
    return {word or root: root or word for word, _, root in entries}


@cache
def _bases() -> frozenset[str]:
    """The roots that may stand behind affixes."""
    lines = ROOTS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split() if "=" not in word)


def stem(word: str) -> str:
    """Return the root of ``word``, which is in lower case; ``word`` itself where none is known.

    >>> stem("perkoperasian"), stem("menumbuhkan"), stem("trenggalek")
    ('koperasi', 'tumbuh', 'trenggalek')
    """
    if len(word) > LONGEST:
        return word
    for known in _cut([word], _OWNERS):
        if known in roots():
            return roots()[known]
    for swallowed in ("", "k"):
        found = [form for form in _forms(word, swallowed) if form in _bases()]
        if found:
            return max(found, key=len)
    # "-nya" is the one ending that is safe to take off a word that nobody knows.
    return word[:-3] if word.endswith("nya") and len(word) >= 8 else word


def _forms(word: str, swallowed: str) -> Iterator[str]:
    """Yield what is left of ``word`` when affixes are taken off, nearest first.

    :param swallowed: the letter that "meng" and "peng" have swallowed
    """
    layer = list(dict.fromkeys(_cut(_cut(_cut([word], _PARTICLES), _OWNERS), _SUFFIXES)))
    for _ in range(PREFIXES + 1):
        yield from layer
        layer = list(dict.fromkeys(part for form in layer for part in _beginnings(form, swallowed)))


def _cut(words: Iterable[str], endings: tuple[str, ...]) -> Iterator[str]:
    """Yield each word, and each without each of ``endings`` that it has."""
    for word in words:
        yield word
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
                yield word[: -len(ending)]


def _beginnings(word: str, swallowed: str) -> Iterator[str]:
    """Yield ``word`` without one prefix, with the letter that the prefix has swallowed."""
    for length in range(2, 5):
        prefix, rest = word[:length], word[length:]
        if len(rest) < SHORTEST - 1:
            return
        if prefix in _ASKED_LAST and swallowed and rest[0] in _VOWELS:
            yield swallowed + rest
            continue
        for following, letter in _PREFIXES.get(prefix, ()):
            if rest[0] in following:
                yield letter + rest
    if word.startswith(_SHORT_PREFIXES) and SHORTEST <= len(word) - 5 <= _SHORT:
        yield word[5:]
