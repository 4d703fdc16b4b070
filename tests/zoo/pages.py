"""Pages that an animal shows: news of the zoo's own today, so that its office counts as fresh."""

from __future__ import annotations

from datetime import datetime

from demo.indonesian import WIB, full_date
from tests import test_bad_input
from tests.test_bad_input import PARAGRAPH, listing

__all__ = ["NOW", "PARAGRAPH", "SHIFT", "TODAY", "listing", "news"]

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=WIB)  # when the zoo opens
SHIFT = NOW - datetime.now(WIB)  # of the zoo's clock against the machine's
TODAY = full_date(NOW)


def news(number: int) -> bytes:
    """An article's page."""
    return test_bad_input.news(number).replace(b"Senin, 9 Maret 2026", TODAY.encode())
