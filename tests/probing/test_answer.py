from __future__ import annotations

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)

from scrapers.probing.answer import Answer, Failure, failure_of
from scrapers.refusals import AddressRefused, AskedToWait, RobotsRefused, RobotsUnread

URL = "https://dinkop.example.go.id/"
CERTIFICATE = (
    "[<twisted.python.failure.Failure OpenSSL.SSL.Error: [('SSL routines', '', 'certificate verify failed')]>]"
)
OTHER_HOST = (
    "[<twisted.python.failure.Failure service_identity.exceptions.VerificationError: VerificationError(errors=[])>]"
)


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (CannotResolveHostError("DNS lookup failed"), Failure("name")),
        (DownloadConnectionRefusedError("111"), Failure("refused")),
        (DownloadCancelledError("Expected to receive 23100026 bytes"), Failure("large")),
        (DownloadTimeoutError("took longer than 30 s"), Failure("timeout")),
        (DownloadFailedError(CERTIFICATE), Failure("tls", "certificate verify failed")),
        (DownloadFailedError(OTHER_HOST), Failure("tls", "it is another host's")),
        (DownloadFailedError("[Connection lost]"), Failure("broken", "DownloadFailedError: [Connection lost]")),
        (ResponseDataLossError(), Failure("broken", "ResponseDataLossError")),
        (RobotsRefused(f"{URL}robots.txt forbids it; asked again within two nights"), Failure("robots")),
        (
            RobotsUnread(f"{URL}robots.txt could not be read (HTTP 503); asked again tomorrow", "HTTP 503"),
            Failure("unread", "HTTP 503"),
        ),
        (AddressRefused("http://10.0.0.1/: private"), Failure("address", "http://10.0.0.1/: private")),
        (AskedToWait("429, asked for 7200 seconds"), Failure("wait", "429, asked for 7200 seconds")),
        (ValueError("two\n lines"), Failure("broken", "ValueError: two lines")),
    ],
)
def test_what_the_downloader_raises_is_told_in_words(error: Exception, failure: Failure) -> None:
    assert failure_of(error) == failure


def test_trouble_is_the_failure_or_the_status() -> None:
    assert Answer(URL, URL, 503).trouble == "HTTP 503"
    assert Answer(URL, URL, failure=Failure("name")).trouble == "there is no such host"
    assert Answer(URL, URL, failure=Failure("robots")).trouble == "its robots.txt forbids it"
    assert (
        Answer(URL, URL, failure=Failure("tls", "expired")).trouble == "its TLS certificate can't be trusted (expired)"
    )


def test_only_a_document_is_usable() -> None:
    assert [Answer(URL, URL, status).usable for status in (200, 204, 301, 404, 0)] == [True, False, False, False, False]
