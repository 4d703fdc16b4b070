"""How much memory a reader takes for one document: ``python -m tests.memory READER`` reads it from standard input.

A process of its own, since memory that another test has freed would hide what this document takes.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from scrapers.discovery import DiscoveryError
from scrapers.discovery.html.listing import read_listing
from scrapers.discovery.json.guess import guess_json_listing
from scrapers.discovery.json.wordpress import read_posts
from scrapers.discovery.survey import survey
from scrapers.discovery.xml.feed import read_feed
from scrapers.discovery.xml.sitemap import read_sitemap
from scrapers.extraction import ExtractionError, extract_html
from scrapers.extraction.layout.template import learn

URL = "https://dinkop.example.go.id/berita/pasar-murah-12"
READERS: Mapping[str, Callable[[bytes, str], object]] = {
    "article": extract_html,
    "list": read_listing,
    "survey": survey,
    "feed": read_feed,
    "sitemap": read_sitemap,
    "posts": read_posts,
    "json": guess_json_listing,
    "layout": lambda body, _: learn([(body + b"<p>%d" % number, f"{URL}{number}", None) for number in range(40)]),
}


def taken(reader: str, document: bytes) -> tuple[int, str]:
    """The most bytes that reading took beside the document itself, and what came of it."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.memory", reader],
        input=document,
        capture_output=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    number, said = done.stdout.decode().split(" ", 1)
    return int(number), said.strip()


def _held(what: str) -> int:
    """Bytes that this process holds now, or held at most since the last reset."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(what)) * 1024


def _main(reader: str, document: bytes) -> None:
    before = _held("VmRSS:")
    Path("/proc/self/clear_refs").write_text("5", encoding="utf-8")  # the peak begins anew
    try:
        READERS[reader](document, URL)
        said = "read"
    except (DiscoveryError, ExtractionError) as error:
        said = str(error)
    print(_held("VmHWM:") - before, said)  # noqa: T201 - the answer


if __name__ == "__main__":
    _main(sys.argv[1], sys.stdin.buffer.read())
