from __future__ import annotations

from scrapers.extraction.errors import ExtractionError


def test_the_message_names_address_lack_and_trial() -> None:
    error = ExtractionError("https://dinkop.example/a", "no title", "h1, og:title")
    assert str(error) == "https://dinkop.example/a: no title (tried h1, og:title)"
    assert isinstance(error, ValueError)
