"""What a reader is told of a query that can't be answered."""

from __future__ import annotations


class QueryError(ValueError):
    """What was typed can't be answered; ``str()`` says why in English, ``indonesian`` in Indonesian.

    :param suggestion: a query part that would work, ``"kantor:jombang"``
    :param typed: the filter's value that it should replace, ``"jombng"``
    """

    def __init__(self, english: str, indonesian: str, suggestion: str | None = None, typed: str = "") -> None:
        super().__init__(english)
        self.english = english
        self.indonesian = indonesian
        self.suggestion = suggestion
        self.typed = typed
