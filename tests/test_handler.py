from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.exceptions import DownloadFailedError
from service_identity.exceptions import DNSMismatch, VerificationError
from service_identity.hazmat import DNS_ID

from scrapers.handler import certificate_fault

MISMATCH = VerificationError(errors=[DNSMismatch(mismatched_id=DNS_ID("dinkop.example.go.id"))])
VERIFY_FAILED = SSL.Error([("SSL routines", "", "certificate verify failed")])
UNVERIFIABLE = "its certificate can't be verified (expired, or nobody vouches for it)"


@pytest.mark.parametrize(
    ("cause", "fault"),
    [
        (VERIFY_FAILED, UNVERIFIABLE),
        (MISMATCH, "its certificate is another host's"),
        (SSL.Error([("SSL routines", "", "unsupported protocol")]), None),
        (OSError("connection reset"), None),
    ],
)
def test_only_certificates_are_lived_without(cause: Exception, fault: str | None) -> None:
    error = DownloadFailedError("no page")
    error.__cause__ = cause
    assert certificate_fault(error) == fault
