"""Tells every recipient what is new to him, and keeps what he was told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from archive.alarms.letter import Letter, letter
from archive.alarms.news import news
from archive.alarms.recipients import DeliveryError, Recipient
from archive.alarms.told import Told
from archive.health import Health
from archive.upkeep.upgrade import open_crawl


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of one recipient's message.

    :param told: a message arrived; else there was nothing new to say
    :param failure: why it didn't arrive
    """

    recipient: str
    told: bool = False
    failure: str | None = None


def notify(
    crawl: Path, health: Health, recipients: Sequence[Recipient], languages: Sequence[str], now: datetime
) -> Iterator[Delivery]:
    """Tell each of ``recipients`` what changed since he was last told.

    What was said is kept the moment it arrived: a crash loses no message, and doubles one only if it comes between.

    :param crawl: ``crawl.db``
    :raises archive.schema.SchemaError: it can't be used
    """
    with closing(open_crawl(crawl)) as db:
        told = Told(db)
        for recipient in recipients:
            found = news(health, told.known(recipient.key))
            delivery = Delivery(recipient.name)
            if found.worth_telling:
                delivery = send(recipient, letter(found, languages))
            if not delivery.failure:
                told.add(recipient.key, found.alarms, now)
            yield delivery


def send(recipient: Recipient, message: Letter) -> Delivery:
    """Send one message."""
    try:
        recipient.tell(message)
    except DeliveryError as error:
        return Delivery(recipient.name, failure=str(error))
    return Delivery(recipient.name, told=True)
