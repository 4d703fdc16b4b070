from __future__ import annotations

import pytest
from scrapy.settings import Settings
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scrapers.addresses import AddressError, GuardedResolver, check_address, check_url, private_hosts, refused_names

NOBODY: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    "url",
    [
        "https://dinkopum.jombangkab.go.id/berita",
        "http://103.142.14.5/",
        "https://perdagkum.ponorogo.go.id:8443/x?y=http://127.0.0.1/",
        "https://[2001:4860:4860::8888]/",
    ],
)
def test_public_addresses_pass(url: str) -> None:
    check_url(url, NOBODY)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://dinkop.go.id/",
        "data:text/html,x",
        "gopher://dinkop.go.id/",
        "http:///berita",
        "http://localhost/",
        "http://localhost./",
        "http://printer.local/",
        "http://metadata.google.internal/",
        "http://127.0.0.1:8001/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://10.0.0.1/",
        "http://192.168.1.1/",
        "http://172.16.3.4/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://0.0.0.0/",
        "http://224.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(AddressError):
        check_url(url, NOBODY)


def test_private_hosts_may_be_named() -> None:
    allowed = private_hosts(Settings({"PRIVATE_HOSTS": "127.0.0.1, intranet.jombangkab.go.id,LOCALHOST"}))
    assert allowed == {"127.0.0.1", "intranet.jombangkab.go.id", "localhost"}
    check_url("http://127.0.0.1:9000/", allowed)
    check_url("http://localhost:9000/", allowed)
    with pytest.raises(AddressError):
        check_url("http://127.0.0.2/", allowed)


def test_the_message_says_what_to_do() -> None:
    with pytest.raises(AddressError) as raised:
        check_address("10.1.2.3", NOBODY)
    assert str(raised.value) == "10.1.2.3 is not a public address; name it in PRIVATE_HOSTS if it is meant"


@pytest.mark.parametrize(
    ("name", "address", "refused"),
    [
        ("rebinding.example.go.id", "127.0.0.1", True),
        ("rebinding.example.go.id", "169.254.169.254", True),
        ("dinkop.example.go.id", "103.142.14.5", False),
        ("named.example.go.id", "10.0.0.9", False),
    ],
)
def test_the_resolved_address_is_checked(
    monkeypatch: pytest.MonkeyPatch, name: str, address: str, refused: bool
) -> None:
    resolver = GuardedResolver.__new__(GuardedResolver)
    resolver._allowed = frozenset({"named.example.go.id"})
    answer: Deferred[str] = Deferred()
    monkeypatch.setattr(
        "scrapers.addresses.CachingThreadedResolver.getHostByName", lambda self, name, timeout=(): answer
    )
    outcome: list[object] = []
    resolver.getHostByName(name).addBoth(outcome.append)
    answer.callback(address)
    if refused:
        why = f"{name}: {address} is not a public address; name it in PRIVATE_HOSTS if it is meant"
        assert isinstance(outcome[0].value, DNSLookupError)  # type: ignore[attr-defined]  # a Failure
        assert refused_names[name] == why
    else:
        assert name not in refused_names
        assert outcome == [address]
