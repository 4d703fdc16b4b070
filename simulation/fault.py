"""What may befall a site for some nights, and by which names it may rightly be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from archive.health import State


class Kind(StrEnum):
    """One kind of fault."""

    UNREACHABLE = "unreachable"
    ERROR = "server error"
    BLOCKED = "blocked"
    CHALLENGE = "challenge"
    LOGIN = "login wall"
    SUSPENDED = "suspended"
    TLS = "expired certificate"
    ROBOTS = "robots.txt forbids"
    MOVED = "moved"
    EMPTIED = "redesign that lists nothing"
    UNREADABLE = "redesign whose articles can't be read"
    UNSIGNED = "authors no longer named"
    SHORTENED = "only teasers are left"
    SILENCE = "silence"
    LOST_PAGES = "all article pages 404 for some nights, lists well"
    MAKEOVER = "redesign that reads well"
    BLIP = "one bad night"


LOUD = frozenset(
    {
        Kind.UNREACHABLE,
        Kind.ERROR,
        Kind.BLOCKED,
        Kind.CHALLENGE,
        Kind.LOGIN,
        Kind.SUSPENDED,
        Kind.TLS,
        Kind.ROBOTS,
        Kind.MOVED,
    }
)
QUIET = frozenset({Kind.EMPTIED, Kind.UNREADABLE, Kind.UNSIGNED, Kind.SHORTENED, Kind.SILENCE})
HIDES = LOUD | {Kind.EMPTIED, Kind.BLIP}  # nobody can see what the office publishes meanwhile
RIGHT: Mapping[Kind, frozenset[State]] = {
    Kind.UNREACHABLE: frozenset({State.UNREACHABLE}),
    Kind.ERROR: frozenset({State.ERROR}),
    Kind.BLOCKED: frozenset({State.BLOCKED}),
    Kind.CHALLENGE: frozenset({State.CHALLENGE, State.BLOCKED}),
    Kind.LOGIN: frozenset({State.BLOCKED}),
    Kind.SUSPENDED: frozenset({State.SUSPENDED}),
    Kind.TLS: frozenset({State.TLS}),
    Kind.ROBOTS: frozenset({State.ROBOTS}),
    Kind.MOVED: frozenset({State.MOVED}),
    Kind.EMPTIED: frozenset({State.REDESIGN}),
    Kind.UNREADABLE: frozenset({State.REDESIGN, State.READS_LESS}),
    Kind.UNSIGNED: frozenset({State.READS_LESS}),
    Kind.SHORTENED: frozenset({State.READS_LESS}),
    Kind.SILENCE: frozenset({State.SILENT}),
    Kind.LOST_PAGES: frozenset({State.REDESIGN}),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of one site.

    :param first: the first night that meets it; ``nights`` how many do
    """

    kind: Kind
    first: int
    nights: int

    @property
    def end(self) -> int:
        """The first night after it."""
        return self.first + self.nights

    def holds(self, night: int) -> bool:
        """Whether ``night`` meets it."""
        return self.first <= night < self.end
