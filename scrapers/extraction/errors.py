"""What extraction says when a document holds no article."""

from __future__ import annotations


class ExtractionError(ValueError):
    """A document can't be read as an article; the message names the URL, what is missing and what was tried."""

    def __init__(self, url: str, missing: str, tried: str) -> None:
        super().__init__(f"{url}: {missing} (tried {tried})")
        self.url = url
        self.missing = missing
        self.tried = tried
