"""Who is told: the addresses of ``ALARM_URLS``, as Apprise understands them.

An address often holds a password or a token in any of its parts, so nothing of it but its place in the list and the
service's name is ever printed, logged or kept.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from apprise import Apprise, AppriseAsset, NotifyBase, NotifyFormat, OverflowMode

from archive.alarms.letter import Letter

TIMEOUT_SECONDS = 30  # for one recipient
# The name that messages come from; no pictures from elsewhere.
_ASSET = AppriseAsset(app_id="dinkop-archive", app_desc="Dinkop news archive", image_url_mask="", image_url_logo="")
_NEXT = re.compile(r"[\s,]+(?=[A-Za-z0-9+.-]+://)")  # an address may itself hold commas
_SECRET = re.compile(r"[^:/?&=@,;+#]{4,}")


class RecipientError(ValueError):
    """An address of ``ALARM_URLS`` can't be used; the message says which, without repeating it."""


class DeliveryError(RuntimeError):
    """A message didn't reach its recipient; the message says whom and why."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One address.

    :param key: tells it from others in ``crawl.db``; its beginning of a hash gives nothing away
    :param name: its place in ``ALARM_URLS`` and its service, ``2 (Telegram)``
    """

    key: str
    name: str
    url: str
    service: NotifyBase

    def __repr__(self) -> str:
        return f"Recipient({self.name})"

    def tell(self, letter: Letter) -> None:
        """Send ``letter``.

        :raises DeliveryError: it was refused, or nobody answered in time
        """
        apprise = Apprise(asset=_ASSET)
        apprise.add(self.service)
        result = apprise.notify(
            title=letter.subject, body=letter.text, body_format=NotifyFormat.TEXT, timeout=TIMEOUT_SECONDS
        )
        if not result:
            reason = next((entry.message for entry in result.logs()), "") or f"no answer in {TIMEOUT_SECONDS} s"
            raise DeliveryError(f"ALARM_URLS {self.name}: {self._veiled(reason)}")

    def _veiled(self, text: str) -> str:
        """Return ``text`` on one line, without any part of the address."""
        for part in sorted(_SECRET.findall(self.url.partition("://")[2]), key=len, reverse=True):
            text = text.replace(part, "…").replace(unquote(part), "…")
        return " ".join(text.split()).rstrip(".")


def recipients(urls: str) -> list[Recipient]:
    """Read ``ALARM_URLS``: addresses with commas or blanks between them.

    :raises RecipientError: Apprise doesn't understand one of them
    """
    logging.getLogger("apprise").propagate = False  # it repeats addresses that it doesn't understand
    found = {recipient.key: recipient for recipient in _recipients(urls)}
    return list(found.values())


def _recipients(urls: str) -> Iterator[Recipient]:
    for number, url in enumerate(filter(None, _NEXT.split(urls.strip(" ,\n\t"))), start=1):
        service = Apprise.instantiate(url, asset=_ASSET)
        if not isinstance(service, NotifyBase):
            kind = url.partition("://")[0] + "://…" if "://" in url else "without ://"
            raise RecipientError(
                f"ALARM_URLS: entry {number} ({kind}) is no address that Apprise understands; see docs/status.md, and "
                "https://github.com/caronc/apprise for all services"
            )
        if "overflow=" not in url:
            service.overflow_mode = OverflowMode.SPLIT  # rather several messages than one that is refused
        key = hashlib.sha256(url.encode()).hexdigest()[:12]
        yield Recipient(key, f"{number} ({service.service_name})", url, service)
