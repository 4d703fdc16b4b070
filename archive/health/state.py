"""The names of what can be said of a site or an office."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class State(StrEnum):
    """One name per office and site, from what is well to what is unknown."""

    FRESH = "fresh"  # published within its usual gap
    QUIET = "quiet"  # nothing for longer than its usual gap, as happens
    SILENT = "silent"  # nothing for longer than three usual gaps
    FEWER = "fewer"  # a fifth of what it usually publishes, or less
    READS_LESS = "reads less"  # articles come, but a field of theirs is read less often than before
    EMPTY = "empty"  # its lists answer, no article was ever read
    REDESIGN = "redesign"  # answers, but since a change nothing was found or read
    UNLISTED = "unlisted"  # answers, no list of news was ever found
    BLOCKED = "blocked"  # 401, 403, 429 and the like
    CHALLENGE = "challenge"  # a page that asks whether we are human
    ROBOTS = "robots"
    MOVED = "moved"  # redirects to a host that the office's file doesn't name
    SUSPENDED = "suspended"
    TLS = "tls"
    SLOW = "slow"
    UNREACHABLE = "unreachable"
    ERROR = "error"  # 5xx
    REFUSED = "refused"  # our own rules: a private address
    OUR_SIDE = "our side"  # all sites at once
    OVERDUE = "overdue"  # two nights without a visit: our side
    NEVER_CRAWLED = "never crawled"
    NO_SITE = "no site"  # none is known that may be crawled

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look."""
        return self not in _AT_REST

    @property
    def family(self) -> str:
        """What an alarm is told once for: a server that dies is slow, unreachable, broken, in any order."""
        return _FAMILIES.get(self, self.value)


_AT_REST = {State.FRESH, State.QUIET, State.NO_SITE}
_FAMILIES: Mapping[State, str] = {
    State.SLOW: "away",
    State.UNREACHABLE: "away",
    State.ERROR: "away",
    State.TLS: "away",
    State.BLOCKED: "kept out",
    State.CHALLENGE: "kept out",
    State.SILENT: "silence",
    State.FEWER: "silence",
    State.UNLISTED: "nothing found",
    State.REDESIGN: "nothing found",
}
