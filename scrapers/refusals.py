"""Why a request was never sent, or a site left for tonight: our own rules, the site's, or its plea for patience."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class Refused(IgnoreRequest):
    """A request that was held back: nothing left the house."""


class AddressRefused(Refused):
    """The address isn't public, or isn't http(s)."""


class HostRefused(Refused):
    """The office's file doesn't name the host, where a redirect leads."""


class RobotsRefused(Refused):
    """The site's robots.txt forbids it."""


class RobotsUnread(Refused):
    """The site's robots.txt couldn't be read; the cause says what stood in the way, where anything did.

    :param met: what came instead, in words
    """

    def __init__(self, words: str = "", met: str = "") -> None:
        super().__init__(words)
        self.met = met


class AskedToWait(Refused):
    """The site asked for a longer pause than a night has."""


class BudgetSpent(Refused):
    """The site got all the requests that a night may cost it."""


class Untrusted(Exception):  # noqa: N818 - as the refusals; but it was sent, and no other try will mend it
    """The site's certificate can't be verified."""
