"""The commands of ``python -m archive`` that tell how the offices are doing."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing

from rich.console import Console

from archive.clock import now
from archive.health.ledger import ledger
from archive.health.record import record
from archive.health.sentences import LANGUAGES
from archive.health.status import status
from archive.health.status_table import print_ledger, print_status
from archive.reading import open_archive

DONE, ATTENTION = 0, 1
Run = Callable[[argparse.Namespace], int]


def add_watch(command: Callable[[str, Run, str], argparse.ArgumentParser]) -> None:
    """Add the commands of this file.

    :param command: makes one from its name, what runs it, and a line of help
    """
    checking = command("status", _status, "tell how each office is doing; exit code 1 where one needs attention")
    checking.add_argument("--ledger", action="store_true", help="print instead what our visits cost each office")
    checking.add_argument("--lang", choices=LANGUAGES, default="en", help="of the sentences (default: en)")
    checking.add_argument("--json", action="store_true", help="print JSON")


def _status(options: argparse.Namespace) -> int:
    moment = now()
    with closing(open_archive(options.data_dir / "archive.db")) as db:
        if options.ledger:
            accounts = ledger(db, moment)
            if options.json:
                _print_json([account.record() for account in accounts])
            else:
                print_ledger(Console(), accounts)
            return DONE
        health = status(db, moment)
    if options.json:
        _print_json(record(health))
    else:
        print_status(Console(), health, options.lang)
    return ATTENTION if health.attention else DONE


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
