from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from io import StringIO

import pytest

from archive.alarms.letter import Letter
from archive.alarms.recipients import DeliveryError, Recipient, RecipientError, recipients
from tests.archive.alarms.receivers import Hook, Mailbox

LETTER = Letter("Arsip Dinkop: perlu perhatian 1", "Perlu perhatian:\n- Kota Batu: <b>403</b> & “lama”")


@pytest.fixture
def logged() -> Iterator[StringIO]:
    """What the root's handlers get to see, as a log file would."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def one(url: str) -> Recipient:
    [recipient] = recipients(url)
    return recipient


def test_a_mail_arrives_as_it_was_written(mailbox: Mailbox) -> None:
    one(mailbox.url).tell(LETTER)
    [mail] = mailbox.mails
    assert mail["Subject"] == LETTER.subject
    assert mail["To"] == "operator@example.org"
    assert mail.get_content().splitlines() == LETTER.text.splitlines()
    assert "http" not in mail.as_string()  # no pictures that a reader would fetch


def test_a_hook_gets_subject_and_text(hook: Hook) -> None:
    one(hook.url).tell(LETTER)
    [post] = hook.posts
    assert (post["title"], post["message"]) == (LETTER.subject, LETTER.text)


def test_a_refused_mail_says_so(mailbox: Mailbox) -> None:
    mailbox.refuses = True
    with pytest.raises(DeliveryError) as raised:
        one(mailbox.url).tell(LETTER)
    assert str(raised.value) == 'ALARM_URLS 1 (E-Mail): Sending email to "…@…" failed'


def test_a_failing_hook_says_so_without_its_secrets(hook: Hook) -> None:
    hook.status = 500
    with pytest.raises(DeliveryError) as raised:
        one(hook.url).tell(LETTER)
    assert str(raised.value) == (
        "ALARM_URLS 1 (JSON): Failed to send JSON POST notification: Internal server error., error=500"
    )


def test_nobody_there_says_so_without_the_address() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(DeliveryError) as raised:
        one(f"json://127.0.0.1:{port}/t0kent0ken").tell(LETTER)
    assert str(raised.value) == "ALARM_URLS 1 (JSON): A Connection error occurred sending JSON notification to …"


def test_addresses_may_hold_commas_and_stand_in_lines() -> None:
    found = recipients("mailto://mail.example.org?from=a@x.id&to=b@x.id,c@x.id, ntfy://ntfy.example.org/t\njson://h/,")
    assert [recipient.name for recipient in found] == ["1 (E-Mail)", "2 (ntfy)", "3 (JSON)"]


def test_the_same_address_twice_is_told_once() -> None:
    assert [recipient.name for recipient in recipients("json://h/, json://h/")] == ["2 (JSON)"]


@pytest.mark.parametrize("urls", ["", " ", ",", "\n"])
def test_nobody_is_nobody(urls: str) -> None:
    assert recipients(urls) == []


@pytest.mark.parametrize("url", ["foo://s3cretword/t0ken", "tgram://s3cretword", "json://", "s3cretword"])
def test_a_wrong_address_is_named_by_its_place_alone(
    url: str, logged: StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(RecipientError) as raised:
        recipients(f"json://h/, {url}" if "://" in url else url)
    assert str(raised.value).startswith(f"ALARM_URLS: entry {2 if '://' in url else 1} ")
    assert "s3cretword" not in str(raised.value) + logged.getvalue() + "".join(capsys.readouterr())


def test_neither_keys_nor_representations_give_anything_away() -> None:
    recipient = one("json://user:s3cretword@h/t0kent0ken")
    assert repr(recipient) == "Recipient(1 (JSON))"
    assert len(recipient.key) == 12
    assert recipient.key == one("json://user:s3cretword@h/t0kent0ken").key != one("json://h/").key
