from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import HtmlResponse
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.addresses import AddressError
from scrapers.discovery import DiscoveryError
from scrapers.discovery.obstacle import Obstacle, ObstacleError
from scrapers.refusals import AddressRefused, AskedToWait, HostRefused, RobotsRefused, RobotsUnread, Untrusted
from scrapers.spiders.trouble import Trouble, list_trouble, obstacle_trouble, trouble_of, was_refused


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
        (HostRefused("it leads to https://x.id/"), Trouble("moved", "it leads to https://x.id/")),
        (http(302), Trouble("moved", "HTTP 302")),  # Scrapy hands it on where it leads to ftp: or file:
        (IgnoreRequest("max redirections reached"), Trouble("nothing", "max redirections reached")),
        (DownloadCancelledError("11 MB"), Trouble("nothing", "DownloadCancelledError: 11 MB")),
        (ResponseDataLossError(), Trouble("nothing", "ResponseDataLossError")),
        (Untrusted("its certificate is another host's"), Trouble("tls", "its certificate is another host's")),
        (RobotsUnread("HTTP 503"), Trouble("error", "HTTP 503")),
        (raised(RobotsUnread("x"), Untrusted("y")), Trouble("tls", "x")),
        (raised(RobotsUnread("x"), DownloadTimeoutError("60 s")), Trouble("slow", "x")),
        (raised(RobotsUnread("x"), CannotResolveHostError("y")), Trouble("unreachable", "x")),
        (raised(RobotsUnread("x"), AddressRefused("10.0.0.1")), Trouble("refused", "x")),
        (raised(RobotsUnread("x"), HostRefused("it leads to https://y.id/")), Trouble("moved", "x")),
        (DownloadTimeoutError("60 s"), Trouble("slow", "DownloadTimeoutError: 60 s")),
        (CannotResolveHostError("x"), Trouble("unreachable", "CannotResolveHostError: x")),
        (DownloadConnectionRefusedError(), Trouble("unreachable", "DownloadConnectionRefusedError")),
        (raised(DownloadFailedError("x"), SSL.Error()), Trouble("tls", "DownloadFailedError: x")),
        (raised(DownloadFailedError("x"), AddressError("10.0.0.1")), Trouble("refused", "DownloadFailedError: x")),
    ],
)
def test_failures_are_sorted(error: Exception, trouble: Trouble) -> None:
    assert trouble_of(error) == trouble


@pytest.mark.parametrize(
    ("error", "refused"),
    [
        (AddressRefused(), True),
        (HostRefused(), True),
        (RobotsRefused(), True),
        (RobotsUnread(), True),
        (AskedToWait(), True),
        (http(301), True),
        (http(403), False),
        (IgnoreRequest("max redirections reached"), False),
        (DownloadTimeoutError(), False),
        (Untrusted(), False),
    ],
)
def test_only_what_was_held_back_counts_as_refused(error: Exception, refused: bool) -> None:
    assert was_refused(error) is refused


def test_a_list_that_is_another_page_is_sorted_by_what_stands_there() -> None:
    challenge = Obstacle("challenge", "title 'Just a moment...'")
    assert list_trouble(ObstacleError("x", challenge)) == Trouble("challenge", "challenge: title 'Just a moment...'")
    assert list_trouble(DiscoveryError("expected XML")) == Trouble("nothing", "expected XML")


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("challenge", "challenge"),
        ("suspended", "suspended"),
        ("parked", "suspended"),
        ("login", "blocked"),
        ("not found", "nothing"),
        ("default page", "nothing"),
        ("error", "error"),
    ],
)
def test_pages_in_the_sites_place_are_sorted(kind: str, outcome: str) -> None:
    assert obstacle_trouble(Obstacle(kind, "words")) == Trouble(outcome, f"{kind}: words")
