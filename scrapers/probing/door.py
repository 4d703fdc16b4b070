"""Getting to a site's front page: the address as given, its variants, and where the page itself leads."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from scrapers.probing.answer import Answer
from scrapers.probing.asker import Asker
from scrapers.probing.notebook import Look, Notebook

FRONT = "front page"
_MOVES = 2  # refreshes and frames that are followed


async def arrive(desk: Asker, notes: Notebook, url: str) -> tuple[Look | None, Answer]:
    """The front page, entered in ``notes``, and the answer that the address itself gave.

    There is no page where the site can't be reached under any of its addresses; every attempt is noted.
    """
    first = answer = await desk.ask(url)
    waiting = list(variants(url))
    while (look := notes.look(FRONT, answer)) is None:
        if not waiting or not _worth_another(answer):
            return None, first
        answer = await desk.ask(waiting.pop(0))
    notes.looks.append(await _follow(desk, notes, look))
    return notes.looks[0], first


def variants(url: str) -> tuple[str, ...]:
    """Other addresses of the same site: the other scheme, then with or without ``www.``.

    >>> variants("https://dinkop.go.id/")
    ('http://dinkop.go.id/', 'https://www.dinkop.go.id/')
    """
    parts = urlsplit(url)
    other_scheme = parts._replace(scheme="http" if parts.scheme == "https" else "https")
    bare = parts.netloc.removeprefix("www.")
    other_name = parts._replace(netloc=bare if bare != parts.netloc else f"www.{bare}")
    named = not bare.replace(".", "").replace(":", "").isdigit() and ":" not in bare  # no bare number, no port
    return tuple(urlunsplit(each) for each in ((other_scheme, other_name) if named else ()))


def _worth_another(answer: Answer) -> bool:
    """A site that answers, if only with an error, or forbids us, is not asked under other names."""
    return answer.failure is not None and answer.failure.kind in ("name", "refused", "timeout", "tls", "broken")


async def _follow(desk: Asker, notes: Notebook, look: Look) -> Look:
    """Go where a page that is only a refresh or a frame leads."""
    for _ in range(_MOVES):
        if look.survey.moved_to is None:
            break
        further = notes.look(FRONT, await desk.ask(look.survey.moved_to))
        if further is None:
            break
        look = further
    return look
