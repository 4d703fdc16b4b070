"""JSON as sites send it: also behind a byte-order mark, or behind the warnings that PHP printed first."""

from __future__ import annotations

import json
import re
from typing import Any

from scrapers.discovery import DiscoveryError
from scrapers.discovery.xml.document import unpack, what_came

_START = re.compile(r"^\s*[\[{]|[\[{](?=\s*[\"{\]}])")  # a list or an object, not the "[" of a warning's text
_MAX_STARTS = 20  # places in a page of warnings where the answer might begin


def load_json(body: bytes, url: str) -> Any:  # noqa: ANN401 — whatever JSON can hold
    """The list or object that a JSON document holds.

    :raises DiscoveryError: something else came; the message says what
    """
    body = unpack(body, url)
    text = body.decode("utf-8-sig", "replace")
    decoder = json.JSONDecoder(strict=False)
    for number, start in enumerate(_START.finditer(text)):
        if number == _MAX_STARTS:
            break
        try:
            return decoder.raw_decode(text, start.end() - 1)[0]
        except (ValueError, RecursionError):
            continue
    raise DiscoveryError(f"{url}: expected JSON, got {what_came(body)}")


def compact_json(record: Any) -> bytes:  # noqa: ANN401 — whatever JSON can hold
    """JSON with sorted keys and no spaces, so that an unchanged record keeps its hash."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")
