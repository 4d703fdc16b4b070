"""The process that reads: it follows ``crawl.db`` and writes ``archive.db`` while the crawl goes on.

Fetching keeps one processor busy, reading another. What the crawl keeps is the queue between the two: neither waits
for the other, and whatever ends either of them, the next crawl reads what was left.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import extract_tb
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from archive.child import ending, stops_held_back
from archive.schema import SchemaError
from archive.schema.connection import DiskError
from scrapers.books import Books
from scrapers.registry.office import Office

logger = logging.getLogger(__name__)
P = ParamSpec("P")
T = TypeVar("T")

_FORK = multiprocessing.get_context("fork")  # shares what was imported: half the memory and a tenth of the start
_ALLOCATIONS = 20_000  # between two looks for garbage: a page's tree is some thousand objects without a circle


_Task = tuple[Callable[..., object], tuple[object, ...], Mapping[str, object]]


class FollowerError(RuntimeError):
    """Reading can't go on; the message says why."""


_ENDS = (EOFError, OSError, DiskError, FollowerError)  # what is met instead of an answer


class Follower:
    """Starts the process and asks it to do things with its ``Books``, each answered in its turn.

    To be made before this process opens a database or starts a thread: neither may go through a fork.

    :ivar lost: why it is gone; ``None`` while it works
    :ivar when_disk_failed: called with it, if it was that; what the crawl would keep now is lost, too
    :raises OSError: it couldn't be started
    """

    def __init__(self, data_dir: Path, offices: Mapping[str, Office]) -> None:
        self.data_dir = data_dir
        self.lost: FollowerError | DiskError | None = None
        self.when_disk_failed: list[Callable[[DiskError], object]] = []
        self._pipe, theirs = _FORK.Pipe()
        self._process = _FORK.Process(target=_follow, args=(theirs, self._pipe, data_dir, offices), daemon=True)
        self._asked: deque[asyncio.Future[Any]] = deque()  # who waits for the answers to come
        gc.collect()
        gc.freeze()  # a collector that touches shared memory would make two of it
        with stops_held_back():
            self._process.start()
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, KeyboardInterrupt):  # whoever interrupts doesn't wait for its work
            self._process.kill()
        self.close()

    def open(self) -> None:
        """Let it open its books.

        :raises archive.schema.SchemaError: a database can't be used
        :raises archive.schema.connection.DiskError: the disk fails
        :raises FollowerError: the process is gone
        """
        self._tell((_nothing, (), {}))
        try:
            self._receive()
        except EOFError:
            raise FollowerError(f"the reading process could not start ({self._end()})") from None

    async def ask(self, work: Callable[Concatenate[Books, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """Have ``work`` done with the books, in its turn; ``None`` where the process is gone."""
        if self.lost is not None:
            return None
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T | None] = loop.create_future()
        if not self._asked:
            loop.add_reader(self._pipe.fileno(), self._answered)
        self._asked.append(answer)
        self._tell((work, args, kwargs))
        return await answer

    def ask_now(self, work: Callable[Concatenate[Books, P], T], *args: P.args, **kwargs: P.kwargs) -> T | None:
        """The same, before or after the event loop runs: this process stands still meanwhile.

        :raises archive.schema.connection.DiskError: now or before, the disk failed
        """
        try:
            while self._asked and self.lost is None:  # a crawl that was broken off doesn't wait for its answers
                self._receive()
                self._asked.popleft()
            if self.lost is None:
                self._tell((work, args, kwargs))
                answer: T = self._receive()
                return answer
        except _ENDS as error:
            self._lose(error)
        if isinstance(self.lost, DiskError):
            raise self.lost
        return None

    def close(self) -> None:
        """Let the process end, and wait for it."""
        self._tell(None)
        self._pipe.close()
        self._process.join()
        self._process.close()
        gc.unfreeze()  # nobody shares it any more: what a crawl leaves behind may be collected

    def _answered(self) -> None:
        """Hand the answers that came to those who wait for them."""
        loop = asyncio.get_running_loop()
        try:
            while self._asked and self._pipe.poll():
                answer = self._receive()
                _resolve(self._asked.popleft(), answer)
        except _ENDS as error:
            self._lose(error)
            while self._asked:
                _resolve(self._asked.popleft(), None)
        if not self._asked:
            loop.remove_reader(self._pipe.fileno())

    def _tell(self, task: _Task | None) -> None:
        with suppress(BrokenPipeError):  # whoever waits for the answer meets the end of the pipe too
            self._pipe.send(task)

    def _receive(self) -> Any:  # noqa: ANN401 - whatever was asked for
        answer = self._pipe.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _lose(self, error: Exception) -> None:
        if isinstance(error, DiskError):  # told once, when the command ends
            self.lost = error
            for tell in self.when_disk_failed:
                tell(error)
            return
        self.lost = error if isinstance(error, FollowerError) else FollowerError(self._end())
        logger.error("reading stopped: %s; every page is kept, and the next crawl reads what is left", self.lost)

    def _end(self) -> str:
        """How the process ended, in words."""
        self._process.join()
        return ending(self._process.exitcode or 0)


def _resolve(waiting: asyncio.Future[Any], answer: object) -> None:
    if not waiting.done():  # its crawl may have been broken off
        waiting.set_result(answer)


def _follow(pipe: Connection, other_end: Connection, data_dir: Path, offices: Mapping[str, Office]) -> None:
    """The process: do what is asked until the crawl lets go of the pipe or something fails."""
    other_end.close()
    gc.set_threshold(_ALLOCATIONS)
    threading.Thread(target=_end_with_the_crawl, daemon=True).start()
    try:
        task = pipe.recv()
        if task is None:  # nothing came of the crawl
            return
        with closing(Books(data_dir, offices)) as books:
            while task:
                work, args, kwargs = task
                pipe.send(work(books, *args, **kwargs))
                task = pipe.recv()
    except (EOFError, BrokenPipeError):
        pass
    except (DiskError, SchemaError) as error:
        pipe.send(error)
    except Exception as error:  # noqa: BLE001 - it is told as one line where the operator looks
        pipe.send(FollowerError(_told(error)))


def _nothing(_: Books) -> None:
    """The first thing to do: the books must be open for it."""


def _end_with_the_crawl() -> None:
    """A crawl that was killed takes its reading with it, so that another may begin at once."""
    crawl = multiprocessing.parent_process()
    assert crawl is not None
    crawl.join()
    os._exit(1)


def _told(error: Exception) -> str:
    last = extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
