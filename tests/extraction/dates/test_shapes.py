import pytest

from scrapers.extraction.dates.patterns import DIGITS
from scrapers.extraction.dates.shapes import Shape, shape_at


def _shape(text: str, at: int, *, label: bool) -> Shape | None:
    digits = DIGITS.match(text, at)
    assert digits is not None
    return shape_at(text, at, digits.end(), label=label)


@pytest.mark.parametrize(
    ("text", "at", "shape"),
    [
        ("10 Februari 2025", 0, Shape(0, 16, 10, 2, 2025)),
        ("10–11 Februari 2025", 0, Shape(0, 19, 11, 2, 2025, first_day=10, first_month=2)),
        ("12 - 10 Februari 2025", 0, Shape(5, 21, 10, 2, 2025)),
        ("March 29, 2024", 6, Shape(0, 14, 29, 3, 2024)),
        ("2025-05-20T16:26", 0, Shape(0, 10, 20, 5, 2025)),
        ("1/2/25", 0, None),
        ("Rabu, 31/02/25", 6, Shape(6, 14, 31, 2, 2025)),
        ("nomor 12/10/2024", 6, None),
        ("120 Februari 2025", 0, None),
        ("20250520", 0, None),
    ],
)
def test_shapes(text: str, at: int, shape: Shape | None) -> None:
    assert _shape(text, at, label=False) == shape


def test_a_label_may_leave_the_century_out() -> None:
    assert _shape("12 Ags 24", 0, label=True) == Shape(0, 9, 12, 8, 2024)
    assert _shape("12 Ags 24", 0, label=False) == Shape(0, 6, 12, 8, None)
