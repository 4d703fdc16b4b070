from __future__ import annotations

from pathlib import Path

from archive.alarms.notify import Delivery, notify
from archive.alarms.recipients import recipients
from archive.health import Health, State
from tests.archive.alarms.nights import health, office
from tests.archive.alarms.receivers import Hook, Mailbox
from tests.samples import at

WELL, ILL = health(office(State.FRESH)), health(office(State.BLOCKED))


class Nights:
    """Tells both recipients night after night."""

    def __init__(self, folder: Path, *urls: str) -> None:
        self.crawl = folder / "crawl.db"
        self.urls = list(urls)
        self.number = 0

    def tell(self, said: Health) -> list[Delivery]:
        self.number += 1
        found = recipients(",".join(self.urls))
        return list(notify(self.crawl, said, found, ["en"], at(self.number)))


def test_one_message_when_something_changed_and_none_otherwise(tmp_path: Path, mailbox: Mailbox, hook: Hook) -> None:
    nights = Nights(tmp_path, mailbox.url, hook.url)
    said = [[delivery.told for delivery in nights.tell(each)] for each in (WELL, ILL, ILL, WELL, WELL)]
    assert said == [[False] * 2, [True] * 2, [False] * 2, [True] * 2, [False] * 2]
    assert [mail["Subject"] for mail in mailbox.mails] == [
        "Dinkop archive: needs attention 1, recovered 0",
        "Dinkop archive: needs attention 0, recovered 1",
    ]
    mails = [mail.get_content().splitlines() for mail in mailbox.mails]
    assert mails == [post["message"].splitlines() for post in hook.posts]


def test_what_did_not_arrive_is_told_the_next_night_to_him_alone(tmp_path: Path, mailbox: Mailbox, hook: Hook) -> None:
    nights = Nights(tmp_path, mailbox.url, hook.url)
    hook.status = 503
    failure = "ALARM_URLS 2 (JSON): Failed to send JSON POST notification: Servers are overloaded., error=503"
    assert nights.tell(ILL) == [Delivery("1 (E-Mail)", told=True), Delivery("2 (JSON)", failure=failure)]
    hook.status = 200
    assert nights.tell(ILL) == [Delivery("1 (E-Mail)"), Delivery("2 (JSON)", told=True)]
    assert (len(mailbox.mails), len(hook.posts)) == (1, 2)


def test_trouble_that_nobody_heard_of_is_not_reported_as_over(tmp_path: Path, hook: Hook) -> None:
    nights = Nights(tmp_path, hook.url)
    hook.status = 500
    nights.tell(ILL)
    hook.status = 200
    assert nights.tell(WELL) == [Delivery("1 (JSON)")]
    assert len(hook.posts) == 1  # the one that failed


def test_a_new_recipient_hears_what_lasts(tmp_path: Path, mailbox: Mailbox, hook: Hook) -> None:
    nights = Nights(tmp_path, mailbox.url)
    nights.tell(ILL)
    nights.urls.append(hook.url)
    assert [delivery.told for delivery in nights.tell(ILL)] == [False, True]
