from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.discovery import DiscoveryError
from scrapers.discovery.json.document import compact_json, load_json

URL = "https://dinkop.contoh.go.id/api"


@pytest.mark.parametrize(
    ("body", "value"),
    [
        (b'{"a": [1]}', {"a": [1]}),
        (b"\xef\xbb\xbf[]", []),
        (b'Warning: x [y] in {z}\n{"a": 1}', {"a": 1}),
        (b'{"a": "b\tc"}', {"a": "b\tc"}),
        (b'{"a": 1} <!-- cached -->', {"a": 1}),
        (b'{"a": "\xff"}', {"a": "�"}),
    ],
)  # fmt: skip
def test_json_behind_and_before_noise(body: bytes, value: object) -> None:
    assert load_json(body, URL) == value


@pytest.mark.parametrize("body", [b"", b"x", b'"x"', b"12", b"[" * 90_000, b"{" * 90_000, b'{"a":'])
def test_other_documents_are_refused(body: bytes) -> None:
    with pytest.raises(DiscoveryError, match="expected JSON"):
        load_json(body, URL)


@given(st.binary(max_size=100))
def test_never_anything_but_a_discovery_error(body: bytes) -> None:
    with contextlib.suppress(DiscoveryError):
        assert isinstance(load_json(body, URL), dict | list)


def test_compact_json_orders_keys() -> None:
    assert (
        compact_json({"b": "é", "a": [1, {"d": None, "c": True}]}) == '{"a":[1,{"c":true,"d":null}],"b":"é"}'.encode()
    )
