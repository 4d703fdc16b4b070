"""Bytes of a page to text, whatever its headers claim. Never fails: a page that lies is still read."""

from __future__ import annotations

import codecs

from w3lib.encoding import html_body_declared_encoding, resolve_encoding

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Codecs of Python's that a header can name but that are no page's charset; UTF-7 also hides markup from filters.
_REFUSED = frozenset({"utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "mbcs", "oem"})
_HIGH_BYTES = bytes(range(0x80, 0x100))
_WIDE = ("utf-16", "utf-32")
_LAST_RESORT = "cp1252"
_BYTE_BY_BYTE = "cp1252-bytes"


def windows_1252(byte: int) -> str:
    """The character browsers show for a byte of windows-1252; five bytes it leaves open stay control characters."""
    try:
        return bytes([byte]).decode(_LAST_RESORT)
    except UnicodeDecodeError:
        return chr(byte)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "".join(map(windows_1252, error.object[error.start : error.end])), error.end


codecs.register_error(_BYTE_BY_BYTE, _as_windows_1252)


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of ``body``; see ``decode_as``."""
    return decode_as(body, declared)[0]


def decode_as(body: bytes, declared: str | None = None) -> tuple[str, str]:
    """Text and the encoding it was read in.

    A byte order mark decides; then valid UTF-8, since nothing else looks like it by chance; then the header's charset;
    then the page's own; then windows-1252. Bytes that break an otherwise sound UTF-8 page, cut at its end or mixed
    with windows-1252, are read as windows-1252 one by one.

    :param declared: charset of the HTTP header
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, _BYTE_BY_BYTE if encoding == "utf-8" else "replace"), encoding
    if b"\0" in body[:200] and (wide := [claim for claim in _claims(body, declared) if claim.startswith(_WIDE)]):
        return body.decode(wide[0], "replace"), wide[0]
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    claims = [claim for claim in _claims(body, declared) if not claim.startswith(_WIDE)]
    if _mostly_utf8(body, claimed="utf-8" in claims[:1]):
        return body.decode("utf-8", _BYTE_BY_BYTE), "utf-8"
    for claim in claims:
        try:
            return body.decode(claim), claim
        except (UnicodeError, LookupError):
            continue
    return body.decode(_LAST_RESORT, _BYTE_BY_BYTE), _LAST_RESORT


def _claims(body: bytes, declared: str | None) -> list[str]:
    """What the header says, then what the page itself says."""
    return [claim for claim in (_known(declared), _known(html_body_declared_encoding(body))) if claim]


def _known(label: str | None) -> str | None:
    """Python's name of a charset, with the browsers' corrections: ``iso-8859-1`` is windows-1252."""
    if not label:
        return None
    try:
        name = resolve_encoding(label.strip("\"' ;"))
        if name is None or codecs.lookup(name).name.replace("_", "-") in _REFUSED:
            return None
        b"".decode(name)  # refuses codecs that turn bytes into bytes
    except (LookupError, UnicodeError, ValueError):
        return None
    return name


def _mostly_utf8(body: bytes, *, claimed: bool) -> bool:
    """Whether whole UTF-8 characters outnumber the bytes that break it."""
    ascii_bytes = len(body.translate(None, _HIGH_BYTES))
    kept = body.decode("utf-8", "ignore")
    broken = len(body) - len(kept.encode("utf-8"))
    whole = len(kept) - ascii_bytes
    return whole >= broken if claimed else whole > 4 * broken
