from __future__ import annotations

import pytest

from simulation.score import quantile


@pytest.mark.parametrize(("share", "delay"), [(0.5, 2), (0.9, 9), (1, 9)], ids=["half", "nine of ten", "all"])
def test_quantiles_are_delays_that_happened(share: float, delay: int) -> None:
    assert quantile([9, 1, 2, 3, 0], share) == delay
    assert quantile([], share) == 0
