"""Why a request was never sent, or a site left for tonight: our own rules, the site's, or its plea for patience."""

from __future__ import annotations

from scrapy.exceptions import IgnoreRequest


class AddressRefused(IgnoreRequest):
    """The address isn't public, or isn't http(s)."""


class RobotsRefused(IgnoreRequest):
    """The site's robots.txt forbids it, or couldn't be read."""


class AskedToWait(IgnoreRequest):
    """The site asked for a longer pause than a night has."""
