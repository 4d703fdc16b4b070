"""Where in a long list a page stands."""

from __future__ import annotations

from dataclasses import dataclass

from datasette.utils.asgi import Request

DEEPEST = 10_000  # rows; beyond that SQLite only skips, and a reader is better served by a filter


@dataclass(frozen=True, slots=True)
class Paging:
    """Page ``number`` (from 1) of a list of ``total`` rows, ``size`` rows each."""

    number: int
    total: int
    size: int

    @classmethod
    def of(cls, request: Request, *, total: int, size: int) -> Paging:
        """The page that ``?hal=`` asks for, the nearest one that exists where it asks for nonsense."""
        asked = request.args.get("hal") or "1"
        number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
        last = max(1, -(-min(total, DEEPEST) // size))
        return cls(min(max(number, 1), last), total, size)

    @property
    def window(self) -> dict[str, int]:
        """``limit`` and ``offset`` for SQL."""
        return {"limit": self.size, "offset": (self.number - 1) * self.size}

    @property
    def last(self) -> int:
        """Number of the last page."""
        return max(1, -(-min(self.total, DEEPEST) // self.size))

    @property
    def previous(self) -> int | None:
        """Number of the page before, ``None`` on the first."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """Number of the page after, ``None`` on the last."""
        return self.number + 1 if self.number < self.last else None
