"""Feeds before a judge that nobody here wrote: Ruby's ``rss``, which refuses what the standard doesn't allow."""

from __future__ import annotations

import subprocess
from urllib.request import urlopen

import pytest

JUDGE = """
require "rss"
feed = RSS::Parser.parse($stdin.read, validate: true, ignore_unknown_element: false)
puts feed.class, feed.entries.size, feed.entries.map { |each| each.updated.content.utc.iso8601 }.max
"""
NOTHING_YET = b"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:x</id><title>x</title></feed>"""


def judged(document: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ruby", "-e", JUDGE], input=document, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("path", "entries", "newest"),
    [
        ("/feed.atom", 50, "2026-06-06T19:00:00Z"),
        ("/feed.atom?lang=en", 50, "2026-06-06T19:00:00Z"),
        ("/kantor/jombang.atom", 13, "2026-06-06T19:00:00Z"),
        ("/cari.atom?q=koperasi", 21, "2026-06-06T19:00:00Z"),
        ("/cari.atom?q=%22rapat+koordinasi%22+-pasar", 0, None),
        ("/cari.atom?q=zzzz", 0, None),
    ],
)
def test_a_feed_is_valid(address: str, path: str, entries: int, newest: str | None) -> None:
    with urlopen(address + path) as answer:
        verdict = judged(answer.read())
    said = ["RSS::Atom::Feed", str(entries), *([newest] if newest else [])]
    assert (verdict.stderr, verdict.stdout.decode().split()) == (b"", said)


def test_the_judge_is_strict() -> None:
    assert b"tag <updated> is missing in tag <feed>" in judged(NOTHING_YET).stderr
