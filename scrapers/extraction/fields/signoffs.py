"""Who signs a report, in its first or last lines: ``(nf/kominfo)``, ``Reporter : …``."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EDGE = 240  # characters at either end in which a signature stands
_LONGEST = 60  # characters of a name
_WRITERS = r"reporter|penulis|pewarta|kontributor|wartawan|jurnalis|peliput|ditulis oleh|oleh"
_OTHERS = r"editor|redaktur|penyunting|foto(?:grafer)?|sumber|uploader|publisher"
_SIGNED = re.compile(
    rf"(?:^|(?<=[\n|.”\"\]]))[^\S\n]{{0,3}}(?P<role>{_WRITERS}|editor|redaktur)[^\S\n]{{0,3}}[:/][^\S\n]{{0,3}}(?P<name>[^\n|;:]{{2,80}})",
    re.IGNORECASE,
)
# The next role may be glued to the name where markup parted them: "Siti AminahEditor".
_NEXT_ROLE = re.compile(
    rf"[\s,/–-]{{0,9}}(?:\b(?:{_WRITERS}|{_OTHERS})\b|(?-i:(?<=[a-z])(?:Editor|Penulis|Reporter|Foto))).*",
    re.IGNORECASE | re.DOTALL,
)
_NAME = re.compile(r"[^\W\d_][\w .,'’/&*-]*")
_BRACKETED = re.compile(r"(?:^|(?<=[.!?…”\"’'\n]))[^\S\n]{0,3}[(\[](?P<name>[^()\[\]\n]{2,60})[)\]][\s.*]{0,5}\Z")
_PUBLISHER = re.compile(
    r"\b(?:(?:dis)?kominfo\w{0,10}|humas|prokopim|protokol|pemkab|pemkot|info\s?publik|dinkop\w{0,10}|diskop\w{0,10}|perdagkum|disdag\w{0,10}|redaksi|tim)\b",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"[a-z]{2,4}(?:\s?[/,&-]\s?[\w. ]{2,30}){0,3}")
_NOT_SIGNED = re.compile(
    r"\b(?:kanan|kiri|tengah|dua|tiga|foto|bersambung|selesai|habis|lihat|baca|alm|almarhum|dan|yang|di|ke|dari|sumber|tamat|umkm)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """A signature: the name as written, ``text[start:end]`` with its role word or brackets.

    :param role: ``reporter``, ``oleh``, ``editor`` … in lower case; empty for a name in brackets
    """

    name: str
    start: int
    end: int
    role: str = ""


def author_of(text: str) -> str | None:
    """Who wrote the report, by its signature; an editor only where no one else is named.

    >>> author_of("Pelatihan ditutup oleh camat. (nf/kominfo)")
    'nf/kominfo'
    """
    found = sorted(sign_offs(text), key=lambda sign_off: sign_off.role in ("editor", "redaktur"))
    return found[0].name if found else None


def sign_offs(text: str) -> list[SignOff]:
    """All signatures at the two ends of a text, in order."""
    tail = max(0, len(text) - _EDGE)
    head = _SIGNED.finditer(text[: _EDGE + 2 * _LONGEST])
    found = [_named(match, 0) for match in head if match.start() < _EDGE]
    found += [_named(match, tail) for match in _SIGNED.finditer(text[tail:]) if match.start() + tail >= _EDGE]
    bracketed = _BRACKETED.search(text[tail:])
    if bracketed:
        found.append(_bracketed(bracketed, tail))
    return [sign_off for sign_off in found if sign_off is not None]


def _named(match: re.Match[str], offset: int) -> SignOff | None:
    name = " ".join(_NEXT_ROLE.sub("", match["name"]).split()).strip(" .,*-–()[]")
    if not 2 <= len(name) <= _LONGEST or _NAME.fullmatch(name) is None or len(name.split()) > 6:
        return None
    if not any(word[:1].isupper() for word in name.split()) and len(name) > 6:
        return None  # "Oleh: karena itu, …"
    return SignOff(name, match.start() + offset, match.end() + offset, match["role"].lower())


def _bracketed(match: re.Match[str], offset: int) -> SignOff | None:
    name = " ".join(match["name"].split()).strip(" .*-")
    signed = _PUBLISHER.search(name) or _INITIALS.fullmatch(name) or _is_name(name)
    if not signed or _NOT_SIGNED.search(name) or any(map(str.isdigit, name)):
        return None
    return SignOff(name, match.start() + offset, match.end() + offset)


def _is_name(name: str) -> bool:
    words = name.replace("/", " ").split()
    return len(words) <= 5 and all(word.istitle() and len(word) > 1 for word in words)
