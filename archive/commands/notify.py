"""``python -m archive notify``: tells the recipients in ``ALARM_URLS`` what changed since they were last told."""

from __future__ import annotations

import argparse
import os
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archive.alarms.letter import trial
from archive.clock import now
from archive.commands.terminal import clean
from archive.health import Health
from archive.health.sentences import LANGUAGES
from archive.health.status import status
from archive.lock import LockError, hold
from archive.reading import open_archive

if TYPE_CHECKING:
    from archive.alarms.notify import Delivery
    from archive.alarms.recipients import Recipient

DONE, UNDELIVERED, USAGE, UNUSABLE = 0, 1, 2, 3
_HELP = f"""settings:
  ALARM_URLS       who is told: Apprise addresses with commas between them; empty: nobody
  ALARM_LANGUAGES  {",".join(LANGUAGES)} (default), or one of them

exit codes:
  0    everybody knows what is new
  1    a message couldn't be delivered; it is tried again the next night
  2    a setting can't be understood
  3    a database can't be used, or a crawl is running"""
Run = Callable[[argparse.Namespace], int]


def add_notify(command: Callable[[str, Run, str, str], argparse.ArgumentParser]) -> None:
    """Add the command of this file.

    :param command: makes one from its name, what runs it, a line of help, and what stands below it
    """
    telling = command("notify", _notify, "tell the recipients in ALARM_URLS what changed since they were told", _HELP)
    telling.add_argument("--test", action="store_true", help="send a message that only proves that messages arrive")
    telling.add_argument(
        "--lang",
        type=_languages,
        default=os.environ.get("ALARM_LANGUAGES") or ",".join(LANGUAGES),
        help="languages of the message, one after the other (default: ALARM_LANGUAGES)",
    )


def _notify(options: argparse.Namespace) -> int:
    from archive.alarms.recipients import RecipientError, recipients  # noqa: PLC0415 - Apprise takes a while to import

    try:
        known = recipients(os.environ.get("ALARM_URLS", ""))
    except RecipientError as error:
        return _refuse(str(error), USAGE)
    if not known:
        sys.stdout.write("notify: ALARM_URLS is empty, so nobody is told; `python -m archive status` tells here\n")
        return DONE
    if options.test:
        return _report(_try(known, options.lang))
    if not (options.data_dir / "crawl.db").is_file():
        return _refuse(
            f"{options.data_dir}/crawl.db: is not there; run a crawl first, or point DATA_DIR at it", UNUSABLE
        )
    return _tell_alone(options, known)


def _tell_alone(options: argparse.Namespace, known: list[Recipient]) -> int:
    try:
        with hold(options.data_dir / "nightly.lock"):  # half a night says nothing, and nobody is told twice
            return _report(_tell(options, known))
    except LockError as error:
        return _refuse(f"{options.data_dir}: a crawl is {error}", UNUSABLE)
    except (OSError, sqlite3.Error) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or error
        return _refuse(
            f"{options.data_dir}: can't be used ({reason}); free space or check permissions, then repeat", UNUSABLE
        )


def _try(known: Iterable[Recipient], languages: tuple[str, ...]) -> Iterable[Delivery]:
    from archive.alarms.notify import send  # noqa: PLC0415 - as above

    return (send(recipient, trial(languages)) for recipient in known)


def _tell(options: argparse.Namespace, known: list[Recipient]) -> Iterable[Delivery]:
    from archive.alarms.notify import notify  # noqa: PLC0415 - as above

    moment = now()
    return notify(options.data_dir / "crawl.db", _health(options.data_dir, moment), known, options.lang, moment)


def _health(data_dir: Path, moment: datetime) -> Health:
    with closing(open_archive(data_dir / "archive.db")) as db:
        return status(db, moment)


def _report(deliveries: Iterable[Delivery]) -> int:
    """Say a line of each recipient."""
    code = DONE
    for delivery in deliveries:
        if delivery.failure:
            sys.stderr.write(f"notify: {clean(delivery.failure)}; tried again the next night\n")
            code = UNDELIVERED
        else:
            sys.stdout.write(f"notify: {delivery.recipient}: {'told' if delivery.told else 'nothing new'}\n")
    return code


def _refuse(why: str, code: int) -> int:
    sys.stderr.write(f"archive: {clean(why)}\n")
    return code


def _languages(text: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    if not set(found) <= set(LANGUAGES):
        raise argparse.ArgumentTypeError(f"{text}: expected {', '.join(LANGUAGES)}, or several with commas between")
    return found
