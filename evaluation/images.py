"""Pictures for the corpus: small PNG files made from a name, so that none has to be committed."""

from __future__ import annotations

import hashlib
import struct
import zlib
from pathlib import Path

WIDTH, HEIGHT = 640, 360  # pixels; large enough for every theme to take it as an article's picture


def draw(name: str) -> bytes:
    """A PNG of colour bands; the same name always gives the same bytes."""
    seed = hashlib.sha256(name.encode()).digest()
    bands = [bytes(seed[3 * i : 3 * i + 3]) * WIDTH for i in range(8)]
    rows = b"".join(b"\0" + bands[y * 8 // HEIGHT] for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*chunks, strict=True)))


def save(name: str, folder: Path) -> Path:
    """Write the picture called ``name`` into ``folder`` and give its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(draw(name))
    return path


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
