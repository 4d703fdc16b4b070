"""Takes pictures of a running archive with Debian's chromium: those of the README, or all pages in all forms.

python tools/screenshots.py                      # docs/pictures/home.png and article.png, from http://127.0.0.1:8001
python tools/screenshots.py --all --folder out   # every page, wide and narrow, light and dark
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--hide-scrollbars",
)  # fmt: skip
SCHEMES = {"dark": 0, "light": 1}  # numbers of blink's preferredColorScheme
WIDE, NARROW = 1280, 390  # CSS pixels
PATIENCE = 60  # seconds for one picture
PICTURED = "rakortekcan"  # the article in the README, where the archive has it


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: file name without ``.png``, path on the site, size in CSS pixels, ``light`` or ``dark``."""

    name: str
    path: str
    width: int = WIDE
    height: int = 1000
    scheme: str = "light"


class PictureError(RuntimeError):
    """A picture can't be taken; the message says which, why, and what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures that the command line asks for; 1 where one can't be taken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--address", default="http://127.0.0.1:8001", help="where the archive runs")
    parser.add_argument("--folder", type=Path, default=Path("docs/pictures"))
    parser.add_argument("--all", action="store_true", help="every page, wide and narrow, light and dark")
    asked = parser.parse_args(arguments)
    address = asked.address.rstrip("/")
    try:
        pages = dict(_pages(address))
        pictures = list(_every(pages)) if asked.all else list(_readme(pages))
        asked.folder.mkdir(parents=True, exist_ok=True)
        for picture in pictures:
            sys.stdout.write(f"{take(picture, address, asked.folder)}\n")
    except (PictureError, OSError) as error:
        sys.stderr.write(f"screenshots: {error}\n")
        return 1
    return 0


def take(picture: Picture, address: str, folder: Path) -> Path:
    """Write one picture into ``folder`` and say where; the browser starts with an empty profile each time.

    :raises PictureError: there is no chromium, or it made no picture
    """
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        raise PictureError("chromium isn't installed; apt install chromium fonts-noto-core")
    path = (folder / f"{picture.name}.png").resolve()
    with tempfile.TemporaryDirectory() as profile:
        command = [
            browser, *FLAGS, f"--user-data-dir={profile}", f"--window-size={picture.width},{picture.height}",
            f"--blink-settings=preferredColorScheme={SCHEMES[picture.scheme]}", f"--screenshot={path}",
            address + picture.path,
        ]  # fmt: skip
        try:
            done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise PictureError(f"{picture.name}: chromium took longer than {PATIENCE} s") from error
    if done.returncode or not path.is_file():
        raise PictureError(f"{picture.name}: chromium ended with {done.returncode} and made no picture")
    return path


def _pages(address: str) -> Iterator[tuple[str, str]]:
    """Every kind of page with a path that exists in this archive."""
    found = _found(address, f"{PICTURED}&urut=tertua") or _found(address, "")
    if not found:
        raise PictureError(f"{address}: the archive holds no article yet; run make demo")
    article = found[0]
    yield "home", "/"
    yield "article", f"/artikel/{article['id']}"
    yield "results", "/cari?q=koperasi"
    yield "narrowed", f"/cari?q=koperasi&tahun={(article['published'] or '2025')[:4]}&tingkat=kabupaten"
    yield "nothing", "/cari?q=zzzzzz"
    yield "refused", "/cari?q=kantor:"
    yield "offices", "/kantor"
    yield "office", f"/kantor/{article['office']}"
    yield "data", "/data"
    yield "method", "/metode?lang=en"
    yield "missing", "/artikel/1"
    yield "tables", "/archive"
    yield "table", "/archive/articles"


def _found(address: str, query: str) -> list[dict[str, str]]:
    try:
        with urllib.request.urlopen(f"{address}/cari.json?q={query}", timeout=PATIENCE) as answer:  # noqa: S310
            hits: list[dict[str, str]] = json.load(answer)["hits"]
    except (urllib.error.URLError, ValueError) as error:
        raise PictureError(f"{address}: no archive answers there ({error}); start one with make serve") from error
    return hits


def _readme(pages: dict[str, str]) -> Iterator[Picture]:
    yield Picture("home", pages["home"], height=1100)
    yield Picture("article", pages["article"], height=1100)


def _every(pages: dict[str, str]) -> Iterator[Picture]:
    for name, path in pages.items():
        for scheme in SCHEMES:
            yield Picture(f"{name}-wide-{scheme}", path, WIDE, 1400, scheme)
            yield Picture(f"{name}-narrow-{scheme}", path, NARROW, 2000, scheme)


if __name__ == "__main__":
    sys.exit(main())
