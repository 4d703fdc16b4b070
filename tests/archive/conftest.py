"""A mail server and a web hook that alarms can be sent to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.archive.alarms.receivers import Hook, Mailbox, mail_server, web_hook


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with mail_server() as served:
        yield served


@pytest.fixture
def hook() -> Iterator[Hook]:
    with web_hook() as served:
        yield served
