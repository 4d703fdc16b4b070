import struct
import zlib
from pathlib import Path

from evaluation.images import HEIGHT, WIDTH, draw, save


def test_a_picture_is_a_png_that_its_name_alone_decides() -> None:
    picture = draw("kopi.png")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", picture[16:24]) == (WIDTH, HEIGHT)
    start = picture.index(b"IDAT")
    (size,) = struct.unpack(">I", picture[start - 4 : start])
    assert len(zlib.decompress(picture[start + 4 : start + 4 + size])) == HEIGHT * (3 * WIDTH + 1)
    assert picture == draw("kopi.png") != draw("batik.png")


def test_a_picture_is_saved_where_asked(tmp_path: Path) -> None:
    assert save("kopi.png", tmp_path / "a" / "b").read_bytes() == draw("kopi.png")
