from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.addresses import AddressError
from scrapers.discovery.obstacle import Obstacle
from scrapers.refusals import AddressRefused, AskedToWait, RobotsRefused
from scrapers.spiders.trouble import Trouble, obstacle_trouble, trouble_of


def http(status: int) -> HttpError:
    return HttpError(HtmlResponse("https://dinkop.example.go.id/", status=status))


def raised(error: Exception, cause: Exception) -> Exception:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "trouble"),
    [
        (http(403), Trouble("blocked", "HTTP 403")),
        (http(429), Trouble("blocked", "HTTP 429")),
        (http(503), Trouble("error", "HTTP 503")),
        (http(404), Trouble("nothing", "HTTP 404")),
        (RobotsRefused("robots.txt forbids it"), Trouble("robots", "robots.txt forbids it")),
        (AddressRefused("127.0.0.1 is not a public address"), Trouble("refused", "127.0.0.1 is not a public address")),
        (AskedToWait("asked to wait 900 s"), Trouble("blocked", "asked to wait 900 s")),
        (IgnoreRequest("Filtered offsite request to 'x.id'"), Trouble("moved", "Filtered offsite request to 'x.id'")),
        (DownloadTimeoutError("60 s"), Trouble("slow", "DownloadTimeoutError: 60 s")),
        (CannotResolveHostError("x"), Trouble("unreachable", "CannotResolveHostError: x")),
        (DownloadConnectionRefusedError(), Trouble("unreachable", "DownloadConnectionRefusedError")),
        (raised(DownloadFailedError("x"), SSL.Error()), Trouble("tls", "DownloadFailedError: x")),
        (raised(DownloadFailedError("x"), AddressError("10.0.0.1")), Trouble("refused", "DownloadFailedError: x")),
    ],
)
def test_failures_are_sorted(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) == trouble


def test_a_ring_of_causes_ends() -> None:
    first, second = DownloadFailedError("a"), DownloadFailedError("b")
    first.__cause__, second.__cause__ = second, first
    assert trouble_of(first) == Trouble("unreachable", "DownloadFailedError: a")


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("challenge", "challenge"),
        ("suspended", "suspended"),
        ("parked", "suspended"),
        ("login", "blocked"),
        ("error", "error"),
    ],
)
def test_pages_in_the_sites_place_are_sorted(kind: str, outcome: str) -> None:
    assert obstacle_trouble(Obstacle(kind, "words")) == Trouble(outcome, f"{kind}: words")
