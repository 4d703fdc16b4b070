"""Which addresses may be asked at all: public ones, and those the operator named in ``PRIVATE_HOSTS``.

A page may link or redirect to ``http://127.0.0.1/``, a name may resolve to ``169.254.169.254``; neither is an
office's site. The check is made twice: on the URL, and on the resolved address that the connection will use, so
that a name which changes its address between the two (DNS rebinding) gains nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.settings import BaseSettings
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

refused_names: dict[str, str] = {}  # host -> why, for the process: Twisted tells a caller only that there is no address


class AddressError(ValueError):
    """An address that must not be asked; the message says which and why."""


def private_hosts(settings: BaseSettings) -> frozenset[str]:
    """Hosts and addresses of ``PRIVATE_HOSTS``, in lower case."""
    return frozenset(host.strip().lower() for host in settings.getlist("PRIVATE_HOSTS") if host.strip())


def check_address(address: str, allowed: frozenset[str]) -> None:
    """Refuse an IP address that isn't public.

    :raises AddressError: private, loopback, link-local, multicast or reserved, and not in ``allowed``
    """
    number: IPv4Address | IPv6Address = ip_address(address)
    if isinstance(number, IPv6Address) and number.ipv4_mapped:
        number = number.ipv4_mapped
    if (not number.is_global or number.is_multicast) and str(number) not in allowed and address not in allowed:
        raise AddressError(f"{address} is not a public address; name it in PRIVATE_HOSTS if it is meant")


def check_url(url: str, allowed: frozenset[str]) -> None:
    """Refuse a URL that isn't http(s) or names a private host outright.

    :raises AddressError: the URL must not be asked
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in ("http", "https"):
        raise AddressError(f"{url}: only http and https are crawled")
    if host in allowed:
        return
    if not host or ("." not in host and ":" not in host) or host.endswith((".local", ".internal", ".localhost")):
        raise AddressError(f"{url}: {host or 'an empty host'} is not a public name; name it in PRIVATE_HOSTS if meant")
    try:
        ip_address(host)
    except ValueError:
        if (host.replace(".", "").isalnum() and host.split(".")[-1].isdigit()) or host.startswith("0x"):
            raise AddressError(f"{url}: {host} is a disguised address") from None  # 127.1, 0x7f.0.0.1
        return
    check_address(host, allowed)


class GuardedResolver(CachingThreadedResolver):
    """Resolves names as Scrapy does and refuses what resolves to a private address."""

    def __init__(self, reactor: ReactorBase, cache_size: int, timeout: float, allowed: frozenset[str]) -> None:
        super().__init__(reactor, cache_size, timeout)
        self._allowed = allowed

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Make one from the crawler's settings."""
        settings = crawler.settings
        return cls(reactor, settings.getint("DNSCACHE_SIZE"), settings.getfloat("DNS_TIMEOUT"), private_hosts(settings))

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        """Resolve ``name`` to a public IPv4 address.

        Otherwise the Deferred fails with DNSLookupError, the one that Twisted doesn't report as a mistake of ours, and
        ``refused_names`` says why.
        """
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        try:
            if name.lower() not in self._allowed:
                check_address(address, self._allowed)
        except AddressError as error:
            refused_names[name] = f"{name}: {error}"
            raise DNSLookupError(refused_names[name]) from error
        refused_names.pop(name, None)
        return address
