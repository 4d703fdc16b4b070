"""The smallest real files that the practice pages point to: a picture and a document."""

from __future__ import annotations

import struct
import zlib
from functools import cache


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


@cache
def png(width: int = 320, height: int = 180) -> bytes:
    """A PNG picture: a soft vertical gradient in blue and green."""
    rows = b"".join(b"\0" + bytes((60 + 90 * y // height, 120 + 60 * y // height, 150)) * width for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _objects(title: str) -> tuple[bytes, ...]:
    safe = title.encode("latin-1", "replace").translate(bytes.maketrans(b"()\\", b"[]/"))
    text = b"BT /F1 14 Tf 72 760 Td (" + safe + b") Tj ET"
    return (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def pdf(title: str) -> bytes:
    """A one-page PDF document that shows its title."""
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(_objects(title), 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, table)
    return bytes(out)
