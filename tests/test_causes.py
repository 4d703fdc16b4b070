from __future__ import annotations

from types import SimpleNamespace

from scrapers.causes import causes


class Collected(Exception):  # noqa: N818 - as Twisted's ResponseFailed
    def __init__(self, *errors: BaseException) -> None:
        super().__init__()
        self.reasons = [SimpleNamespace(value=error) for error in errors]


def test_everything_that_led_to_an_error_is_found() -> None:
    inner, outer, beside = ValueError("inner"), Collected(OSError("a"), KeyError("b")), RuntimeError("beside")
    outer.__cause__, outer.__context__ = inner, beside
    assert {str(each) for each in causes(outer)} == {"", "inner", "beside", "a", "'b'"}


def test_a_ring_of_causes_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert list(causes(first)) == [first, second]
