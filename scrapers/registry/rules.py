"""What must hold for an office's declaration, as data: one line per field, with what to expect where it doesn't.

The records of ``scrapers.registry.office`` hold themselves against these tables when they are made.
"""

from __future__ import annotations

import json
import re
import string
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from scrapers.urls import canonical

ROLES = ("office", "portal", "alias", "legacy")
EVIDENCE = ("page", "linked", "guess")
# level -> how the region's name begins, and its BPS code: kabupaten count from 01, kota from 71
LEVELS: Mapping[str, tuple[str, re.Pattern[str]]] = MappingProxyType(
    {
        "kabupaten": ("Kabupaten ", re.compile(r"[1-9]\d(?:0[1-9]|[1-6]\d)")),
        "kota": ("Kota ", re.compile(r"[1-9]\d(?:7[1-9]|[89]\d)")),
        "provinsi": ("Provinsi ", re.compile(r"[1-9]\d")),
        "nasional": ("Indonesia", re.compile("00")),
    }
)
_SHOWN = 300  # characters of a value that a message repeats
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Rule = tuple[str, Callable[[Any, Any], bool], str]  # field, whether (record, value) is right, what was expected


class OfficeError(ValueError):
    """A declaration can't be used; the one line names the file, the place, the key, its value and what was expected."""

    def __init__(self, problem: str, *place: str) -> None:
        super().__init__(": ".join((*place, problem)))
        self.problem = problem
        self.place = place

    def within(self, place: str) -> OfficeError:
        """Return the same error, seen from further out: the site, then the file."""
        return OfficeError(self.problem, place, *self.place)


def show(value: object) -> str:
    """Return ``value`` on one line, much as a file of the registry would write it; a site goes by its address."""
    value = getattr(value, "pattern", getattr(value, "url", value))
    text = json.dumps(value, ensure_ascii=False, default=str)
    if len(text) > _SHOWN:
        text = f"{text[:_SHOWN]}…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def is_address(url: str) -> bool:
    """Whether ``url`` is a full http(s) address in the one spelling that the crawler knows it by."""
    return canonical(url) == url


def check(record: object, rules: tuple[Rule, ...]) -> None:
    """Hold ``record`` against ``rules``: a tuple is looked at item by item, ``None`` is always right.

    :raises OfficeError: the first value that isn't right
    """
    for name, right, expected in rules:
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None and not right(record, item):
                raise OfficeError(f"{name} = {show(item)}: expected {expected}")


def _template_fields(template: str) -> set[str]:
    """Return the names between braces; none where the braces don't pair."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(template) if name}
    except ValueError:
        return set()


JSON_RULES: tuple[Rule, ...] = (
    ("link", lambda _, link: bool(_template_fields(link)), 'an address with fields in braces, "/berita/{slug}"'),
    (
        "next_url",
        lambda _, url: bool(_template_fields(url) & {"page", "offset"}),
        "an address with {page} or {offset} in it",
    ),
)

SITE_RULES: tuple[Rule, ...] = (
    (
        "url",
        lambda _, url: is_address(url) and url.endswith("/") and "?" not in url,
        "http:// or https://, a lower-case host, and a path that ends in /",
    ),
    ("role", lambda _, role: role in ROLES, f"one of {', '.join(ROLES)}"),
    ("evidence", lambda _, evidence: evidence in EVIDENCE, f"one of {', '.join(EVIDENCE)}"),
    (
        "enabled",
        lambda site, enabled: not (enabled and site.evidence == "guess"),
        "false while the address is only a guess; look at it with `scrapy probe` first",
    ),
    ("identity", lambda _, pattern: pattern.groups > 0, "a group around the part that names an article"),
    (
        "identity",
        lambda site, _: site.platform is not None,
        "a platform beside it: its hosts are those that share the identity",
    ),
    ("delay_seconds", lambda _, seconds: 0 < seconds <= 600, "seconds, more than 0 and at most 600"),
    ("examples", lambda _, url: is_address(url), "the full address of an article, http:// or https://"),
)

OFFICE_RULES: tuple[Rule, ...] = (
    ("id", lambda _, slug: _SLUG.fullmatch(slug) is not None, 'lower-case words joined by hyphens, "kota-malang"'),
    ("level", lambda _, level: level in LEVELS, f"one of {', '.join(LEVELS)}"),
    (
        "code",
        lambda office, code: LEVELS[office.level][1].fullmatch(code) is not None,
        "a BPS code of the office's level: kabupaten 3501, kota 3571, provinsi 35, nasional 00",
    ),
    (
        "region",
        lambda office, region: region.startswith(LEVELS[office.level][0]),
        "a name that begins with its level: Kabupaten …, Kota …, Provinsi …, Indonesia",
    ),
    ("name", lambda _, name: name == name.strip() != "", "the office's full name, without spaces around it"),
    ("latitude", lambda _, degrees: -90 <= degrees <= 90, "degrees from -90 to 90"),
    ("longitude", lambda _, degrees: -180 <= degrees <= 180, "degrees from -180 to 180"),
    ("aliases", lambda _, alias: alias == alias.strip() != "", "another name of the office, without spaces around it"),
    ("expected", lambda _, articles: 0 < articles <= 10_000, "articles a month, more than 0"),
    (
        "sites",
        lambda office, site: [other.host for other in office.sites].count(site.host) == 1,
        "sites of one office to be on different hosts",
    ),
    (
        "sites",
        lambda office, site: (
            site.formerly is None
            or [other.enabled for other in office.sites if other is not site and other.host == site.formerly] == [False]
        ),
        "formerly to be the host of another site of the office, one with enabled = false",
    ),
)
