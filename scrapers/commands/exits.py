"""Exit statuses of the crawling commands, and the errors that an operator can mend."""

from __future__ import annotations

import atexit
import gc
import logging
import sqlite3
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path

from archive.lock import LockError, hold
from archive.reading import ArchiveError
from archive.schema import SchemaError
from archive.schema.connection import DiskError
from scrapers.follower import FollowerError

logger = logging.getLogger(__name__)


class Exit(IntEnum):
    """What a crawl ended with."""

    ALL_WELL = 0
    SOME_FAILED = 1  # offices whose lists of news weren't reached
    USAGE = 2  # wrong arguments or a wrong office file
    ALL_FAILED = 3
    LOCKED = 4  # another crawl is running
    UNUSABLE = 5  # the data folder or a database can't be used
    CLOSED = 6  # outside NIGHT_WINDOW: nothing was asked
    UNREAD = 7  # reading stopped: everything is kept, the next crawl reads what is left
    INTERRUPTED = 130

    @property
    def words(self) -> str:
        """``some failed``."""
        return self.name.lower().replace("_", " ")


def guarded(command: str, data_dir: Path, work: Callable[[], int]) -> int:
    """Do ``work`` as the only crawl of ``data_dir``; what an operator can mend becomes one line and a status."""
    atexit.register(gc.freeze)  # the system takes the memory back at once; the collector would search it first
    try:
        with hold(data_dir / "nightly.lock"):
            return work()
    except LockError as error:
        return _say(Exit.LOCKED, f"{command}: {error}")
    except KeyboardInterrupt:
        return _say(
            Exit.INTERRUPTED, f"{command}: interrupted; what was kept is safe, the same command goes on from there"
        )
    except (ArchiveError, DiskError, FollowerError, SchemaError) as error:
        return _say(Exit.UNUSABLE, f"{command}: {error}")
    except OSError as error:
        place, why = error.filename or data_dir, error.strerror or error
        return _say(Exit.UNUSABLE, f"{command}: {place}: {why}; free room or check permissions, then repeat")
    except sqlite3.Error as error:
        return _say(
            Exit.UNUSABLE,
            f"{command}: {data_dir}: its databases can't be used ({error}); free space or mend the disk, then repeat",
        )


def _say(status: Exit, line: str) -> Exit:
    logger.error("%s", line)
    return status
