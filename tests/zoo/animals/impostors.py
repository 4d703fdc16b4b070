"""Sites that answer 200 and show something else than themselves."""

from __future__ import annotations

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Seen
from tests.zoo.server import Routes

CHALLENGE = Answer(b"<html><title>Just a moment...</title><body>Checking your browser</body></html>")
SUSPENDED = Answer(b"<html><title>Account Suspended</title><body>This Account has been suspended.</body></html>")
LOGIN = Answer(b"<html><title>Login</title><body><form><input name=u><input type=password></form></body></html>")
SOFT_404 = Answer(b"<html><title>404 Not Found</title><body><h1>Halaman tidak ditemukan</h1></body></html>")


def everywhere(answer: Answer) -> Routes:
    return {"*": answer, "/robots.txt": Answer(b"", 404)}


# Nobody looks further where the front page is another's.
ASKED = {ROBOTS: 1, LIST: 1, "/": 1}
EMPTY = "http://kosong.kebun.example/berita: expected an HTML page, got an empty document"


def unread(name: str, answer: Answer, state: str, evidence: str) -> Animal:
    """A site of which nothing is kept, two nights in a row."""
    return Animal(name, lambda _: everywhere(answer), (Seen(state, ASKED, evidence=evidence),) * 2)


ANIMALS = (
    unread("kosong", Answer(), "unlisted", EMPTY),
    unread("tantangan", CHALLENGE, "challenge", "challenge: title 'Just a moment...'"),
    unread("ditangguhkan", SUSPENDED, "suspended", "suspended: title 'Account Suspended'"),
    unread("dinding", LOGIN, "blocked", "login: a password field and hardly any text"),
    unread("lunak", SOFT_404, "unlisted", "not found: title '404 Not Found'"),
)
