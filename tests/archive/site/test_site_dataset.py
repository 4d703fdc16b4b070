"""What dataset search engines read on the data page."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from archive.site.dataset import dataset
from archive.site.exports import Export
from archive.site.language import language

FILE = Export("articles.csv", Path("articles.csv"), 12, datetime(2026, 11, 24, tzinfo=UTC), "ab" * 32)


def test_a_dataset_with_its_files() -> None:
    address = "https://arsip.example/data"
    value = json.loads(
        dataset(language("id"), address, [FILE], oldest="2021-07-01", newest="2026-05-05T09:00:00+07:00")
    )
    assert (value["@type"], value["temporalCoverage"]) == ("Dataset", "2021-07-01/2026-05-05")
    assert value["distribution"] == [
        {
            "@type": "DataDownload", "name": "articles.csv", "encodingFormat": "text/csv",
            "contentUrl": "https://arsip.example/data/articles.csv", "contentSize": "12 B",
            "dateModified": "2026-11-24", "sha256": "ab" * 32,
        }
    ]  # fmt: skip
    assert 50 <= len(value["description"]) <= 5000  # what Google's dataset search takes


def test_nothing_ends_the_block_early() -> None:
    hostile = "https://a.example/</script><script>&\u2028"
    block = dataset(language("en"), hostile, [], oldest=None, newest=None)
    assert not any(character in block for character in "<>&\u2028")
    assert json.loads(block)["url"] == hostile
    assert "distribution" not in json.loads(block)
