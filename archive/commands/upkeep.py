"""The commands of whoever keeps the archive: ``backup``, ``restore``, ``verify``, ``prune``, ``withdraw`` and so on."""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from os.path import samestat
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.progress import Progress
from sqlite_utils import Database

from archive.clock import now
from archive.commands.terminal import clean
from archive.crawl_log.decisions import DecisionError, Decisions
from archive.export import export
from archive.export.folder import MANIFEST
from archive.export.release import differences, fingerprint
from archive.schema import ARCHIVE, SchemaError, open_database
from archive.upkeep import rotation
from archive.upkeep.backup import BackupError, backup
from archive.upkeep.copies import CopyError
from archive.upkeep.prune import PruneError, prune
from archive.upkeep.rebuild import rebuilt
from archive.upkeep.restore import RestoreError, restore
from archive.upkeep.subjects import find
from archive.upkeep.upgrade import open_crawl
from archive.upkeep.verify import Check, Hashed, verify

DONE, FAULTS = 0, 1
REFUSALS = (BackupError, CopyError, DecisionError, PruneError, RestoreError, SchemaError)  # one line each, exit code 3
Run = Callable[[argparse.Namespace], int]


class Books(NamedTuple):
    """Both databases of a data folder, open for writing."""

    crawl: Database
    archive: Database


def add_commands(command: Callable[[str, Run, str], argparse.ArgumentParser]) -> None:
    """Add the commands of this file.

    :param command: makes one from its name, what runs it, and a line of help
    """
    making = command("backup", _backup, "copy crawl.db to DIR, while a crawl goes on, and prove the copy")
    making.add_argument("folder", metavar="DIR", type=Path, help="where the copies are, best on another disk")
    making.add_argument(
        "--keep",
        type=_days,
        default=rotation.DAYS,
        metavar="N",
        help=f"the newest copy of each of the last N days stays (default: {rotation.DAYS}); besides, of "
        f"{rotation.WEEKS} weeks and {rotation.MONTHS} months",
    )
    restoring = command("restore", _restore, "put a copy of crawl.db in its place")
    restoring.add_argument("copy", metavar="FILE", type=Path, help="a file that backup made")
    restoring.add_argument("--force", action="store_true", help="put aside what stands there")
    proving = command("verify", _verify, "prove that both databases, or a release, are whole; exit code 1 if not")
    proving.add_argument(
        "release", metavar="RELEASE", type=Path, nargs="?", help="data/exports/2026-11: is a single bit of it different"
    )
    proving.add_argument("--quick", action="store_true", help="leave out whether archive.db equals a rebuild")
    pruning = command("prune", _prune, "tell which old lists and feeds crawl.db needs no longer")
    pruning.add_argument("--apply", action="store_true", help="drop them")
    for name, run, summary in (
        ("withdraw", _withdraw, "hide an article from archive.db and the exports for good"),
        ("reinstate", _reinstate, "let a withdrawn article be shown again"),
    ):
        deciding = command(name, run, summary)
        deciding.add_argument(
            "article", metavar="URL", help="its address at the office or in the reading room, or its id"
        )
        deciding.add_argument("--reason", required=True, metavar="TEXT", help="one line, kept with the decision's date")
    listing = command("decisions", _decisions, "list what was withdrawn and reinstated, when and why")
    listing.add_argument("--json", action="store_true", help="print JSON")


def _backup(options: argparse.Namespace) -> int:
    made = backup(options.data_dir, options.folder, keep=options.keep)
    thinned = f"; {len(made.removed)} older removed" if made.removed else ""
    _say(f"{made.path}: {made.rows['bodies']:,} documents, {made.size_bytes / 1e6:,.1f} MB, whole{thinned}")
    return DONE


def _restore(options: argparse.Namespace) -> int:
    restored = restore(options.copy, options.data_dir, force=options.force)
    for path in restored.aside:
        _say(f"put aside: {path}")
    if restored.decisions:
        _say(f"carried over: {restored.decisions} decisions that were made since the copy")
    _say(f"{restored.path}: {restored.rows['bodies']:,} documents; now run `scrapy reextract` to rebuild archive.db")
    return DONE


def _verify(options: argparse.Namespace) -> int:
    if options.release:
        return _verify_release(options.release)
    sound = True
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("documents", total=None)
        for check in _checks(options, lambda done, total: bar.update(task, completed=done, total=total)):
            for fault in check.faults:
                _say(f"FAULT  {fault}")
            if not check.faults:
                _say(f"whole  {check.what}")
            sound = sound and not check.faults
    return DONE if sound else FAULTS


def _checks(options: argparse.Namespace, told: Hashed) -> Iterator[Check]:
    for check in verify(options.data_dir, told):
        yield check
        if check.ends:
            return
    if not options.quick:
        yield rebuilt(options.data_dir)


def _verify_release(folder: Path) -> int:
    found = differences(folder)
    for line in found:
        _say(line)
    if not found:
        _say(f"{folder}: as it was made; SHA-256 of its SHA256SUMS: {fingerprint(folder)}")
    return FAULTS if found else DONE


def _prune(options: argparse.Namespace) -> int:
    pruned = prune(options.data_dir, now(), apply=options.apply)
    snapshots = ", ".join(f"{count:,} {kind}" for kind, count in pruned.snapshots.items()) or "no snapshot"
    room = f"{pruned.bodies:,} documents and {pruned.dictionaries:,} dictionaries of {pruned.freed_bytes / 1e6:,.1f} MB"
    if options.apply:
        size = f"crawl.db: {pruned.before_bytes / 1e6:,.1f} → {pruned.after_bytes / 1e6:,.1f} MB"
        _say(f"dropped: {snapshots}; with them {room}; {size}")
    else:
        _say(f"would drop: {snapshots}; with them {room}; --apply does it")
    return DONE


def _withdraw(options: argparse.Namespace) -> int:
    with _books(options) as books:
        subjects = find(options.article, *books)
        if not subjects:
            raise _unknown(options.article)
        decisions = Decisions(books.crawl)
        decided = decisions.withdraw(subjects, at=now(), reason=options.reason)
        _apply(decisions, books.archive, options.article)
    for subject in subjects:
        before = "" if subject in decided else " already"
        _say(f"withdrawn{before}: {subject.url} ({subject.office}, article {subject.article})")
    exports = options.data_dir / "exports"
    if (exports / MANIFEST).exists():
        export(options.data_dir / "archive.db", exports)
        _say(f"written anew without it: {exports}; exports elsewhere and backups still hold it")
    return DONE


def _reinstate(options: argparse.Namespace) -> int:
    with _books(options) as books:
        decisions = Decisions(books.crawl)
        withdrawn = decisions.withdrawn()
        subjects = [each for each in find(options.article, *books) if each.article in withdrawn]
        if not subjects:
            raise DecisionError(f"{options.article}: is not withdrawn; `python -m archive decisions` lists what is")
        decisions.reinstate(subjects, at=now(), reason=options.reason)
    for subject in subjects:
        _say(f"reinstated: {subject.url} ({subject.office}, article {subject.article})")
    offices = " ".join(sorted({subject.office for subject in subjects}))
    _say(f"the next crawl brings it back; `scrapy reextract {offices}` does so now")
    return DONE


def _decisions(options: argparse.Namespace) -> int:
    with _books(options) as books:
        decisions = Decisions(books.crawl).all()
    if options.json:
        _say(json.dumps([asdict(each) for each in decisions], ensure_ascii=False, indent=2))
        return DONE
    for each in decisions:
        _say(f"{each.at[:16].replace('T', ' ')}  {each.kind:9}  {each.article:>16}  {each.url}  {each.reason}")
    return DONE


def _apply(decisions: Decisions, archive: Database, target: str) -> None:
    try:
        decisions.apply(archive)
    except sqlite3.OperationalError as error:
        reason = error.__cause__ or error
        raise DecisionError(
            f"{target}: the decision is kept, but archive.db couldn't follow yet ({reason}); the next crawl or rebuild "
            "makes it follow, repeating this command too"
        ) from error


def _unknown(target: str) -> DecisionError:
    return DecisionError(
        f"{target}: no article is known under this address (looked in archive.db, earlier decisions and what the crawl "
        "saw); copy the address or the id from its page in the reading room"
    )


@contextmanager
def _books(options: argparse.Namespace) -> Iterator[Books]:
    path = options.data_dir / "crawl.db"
    if not path.is_file():
        raise DecisionError(f"{path}: is not there; run a crawl first, or point DATA_DIR at its folder")
    opened = path.stat()
    try:
        with (
            closing(open_crawl(path)) as crawl,
            closing(open_database(options.data_dir / "archive.db", ARCHIVE)) as archive,
        ):
            yield Books(crawl, archive)
    except sqlite3.Error as error:
        raise DecisionError(f"{options.data_dir}: its databases can't be used ({error}); try `verify`") from error
    if not (path.exists() and samestat(opened, path.stat())):  # a restore
        raise DecisionError(f"{path}: another took its place meanwhile; repeat, so that it knows the decision too")


def _say(line: str) -> None:
    sys.stdout.write(f"{clean(line)}\n")


def _days(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) >= 1:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number of days, 1 or more")
