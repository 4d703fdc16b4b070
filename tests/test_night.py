from __future__ import annotations

import asyncio
from itertools import count
from types import SimpleNamespace
from typing import Any

from scrapy.settings import Settings

from scrapers.load import Load
from scrapers.night import INTERRUPTED, Night

NAMES = ["a", "b", "c", "d"]


class Runner:
    """What a night asks of Scrapy's: it notes which offices were opened, and ends them when told."""

    def __init__(self, most: int) -> None:
        self.settings = Settings({"CONCURRENT_OFFICES": most})
        self.opened: list[str] = []
        self.news = asyncio.Event()
        self.ends: dict[str, asyncio.Future[None]] = {}

    def create_crawler(self, name: str) -> str:
        return name

    def crawl(self, name: str, **_: object) -> asyncio.Future[None]:
        self.opened.append(name)
        self.news.set()
        self.ends[name] = asyncio.get_running_loop().create_future()
        return self.ends[name]


def load(share: float) -> Load:
    """One that is always the same."""
    return Load((each * share for each in count()).__next__, map(float, count()).__next__)


def night(runner: Any, share: float) -> Night:  # noqa: ANN401 - what a night asks of a runner
    visits = SimpleNamespace(last_runs=dict)
    crawl: Any = SimpleNamespace(run=SimpleNamespace(offices=NAMES), crawl_log=SimpleNamespace(visits=visits))
    loader: Any = SimpleNamespace(load=str)
    return Night(runner, loader, crawl, load=load(share))


async def until(opened: list[str], runner: Runner) -> None:
    async with asyncio.timeout(60):
        while runner.opened != opened:
            runner.news.clear()
            await runner.news.wait()


async def test_offices_are_opened_beside_others_up_to_the_most() -> None:
    runner = Runner(most=3)
    night(runner, share=0.1).start()
    await until(["a", "b", "c"], runner)
    await asyncio.sleep(0.12)  # two looks
    assert runner.opened == ["a", "b", "c"]
    runner.ends["b"].set_result(None)
    await until(NAMES, runner)
    assert [name for name in NAMES if not runner.ends[name].done()] == ["a", "c", "d"]


async def test_a_process_that_is_busy_takes_one_after_the_other() -> None:
    runner = Runner(most=3)
    night(runner, share=0.9).start()
    for number, name in enumerate(NAMES, start=1):
        await until(NAMES[:number], runner)
        await asyncio.sleep(0.12)  # two looks
        assert runner.opened == NAMES[:number]
        runner.ends[name].set_result(None)


async def test_a_night_that_is_stopped_opens_no_further_office() -> None:
    runner = Runner(most=1)
    stopped = night(runner, share=0.1)
    stopped.start()
    stopped.stop(INTERRUPTED)
    runner.ends["a"].set_result(None)
    await asyncio.sleep(0.12)
    assert (runner.opened, stopped.reason) == (["a"], INTERRUPTED)
