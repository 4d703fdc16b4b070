from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from scrapy.core.downloader import Slot
from scrapy.settings import Settings

from scrapers.pace import slow_down


def crawler(slot: Slot | None, **given: float) -> Any:  # noqa: ANN401 - what slow_down looks at of a crawler
    downloader = SimpleNamespace(
        slots={"a.id": slot} if slot else {}, per_slot_settings={"a.id": given} if given else {}
    )
    return SimpleNamespace(engine=SimpleNamespace(downloader=downloader), settings=Settings({"DOWNLOAD_DELAY": 2.0}))


@pytest.mark.parametrize(("asked", "kept"), [(10.0, 10.0), (1.0, 2.0)])
def test_a_pause_is_kept_in_full_and_never_shortens_ours(asked: float, kept: float) -> None:
    slot = Slot(1, 2.0, 0.5)
    slow_down(crawler(slot), "a.id", asked)
    assert {slot.download_delay() for _ in range(50)} == {kept}


def test_a_host_that_is_met_later_or_again_is_asked_as_slowly() -> None:
    met_later = crawler(None)
    slow_down(met_later, "a.id", 10.0)
    assert met_later.engine.downloader.per_slot_settings == {"a.id": {"delay": 10.0, "jitter": 0}}


def test_what_the_offices_file_says_stays() -> None:
    declared = crawler(None, delay=30.0, concurrency=1)
    slow_down(declared, "a.id", 10.0)
    assert declared.engine.downloader.per_slot_settings == {"a.id": {"delay": 30.0, "concurrency": 1, "jitter": 0}}
