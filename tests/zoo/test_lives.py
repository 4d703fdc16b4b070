"""What becomes of articles over five nights and a month: edits are found, furniture is none, deletions are believed
late, and whatever stands in a page's or a site's place for a while marks nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from tests.scripted import Answer, archive
from tests.zoo.animal import LIST, Animal, Home, by_night, healthy, path_of
from tests.zoo.animals.impostors import CHALLENGE, LOGIN, SOFT_404, SUSPENDED
from tests.zoo.animals.wanderers import to
from tests.zoo.pages import listing, news
from tests.zoo.server import Asked, Reply, Route, Routes
from tests.zoo.zoo import Zoo, open_zoo

DAYS = (0, 1, 2, 3, 4, 36)
GONE = Answer(b"<html><title>404</title><body>Halaman tidak ditemukan</body></html>", 404)


def changed(number: int, old: str, new: Callable[[Asked], str]) -> Route:
    """An article's page in which each answer has ``new`` in the place of ``old``."""
    return lambda request: Answer(news(number).replace(old.encode(), new(request).encode()))


def after(number: int, reply: Route, *, until: int = 99) -> Route:
    """An article's page that gives way to something else on the second night, for a while."""
    page = Answer(news(number))
    return by_night(page, *[reply] * (until - 2), page) if until < 99 else by_night(page, reply)


def aside(text: Callable[[Asked], str]) -> Callable[[Asked], str]:
    return lambda request: f"<aside>{text(request)}</aside></body>"


def related(request: Asked) -> str:
    numbers = range(request.night, request.night + 4)
    links = "".join(f'<li><a href="{path_of(number)}">Berita terkait {number}</a></li>' for number in numbers)
    return f"<h3>Berita Terkait</h3><ul>{links}</ul>"


def today(request: Asked) -> str:
    return f"<p>Hari ini: Rabu, {request.night} Juli 2026 pukul 0{request.night}.15 WIB</p><ul>"


def greeting(request: Asked) -> str:
    return f"<marquee>Selamat datang, pengunjung ke-{request.night}9</marquee><ul>"


# number -> its page, and what the archive says of it in the end: status, revisions
FATES: Mapping[int, tuple[Route, tuple[str, int]]] = {
    1: (Answer(news(1)), ("present", 0)),
    2: (by_night(Answer(news(2)), Answer(news(2).replace(b"empat puluh", b"lima puluh"))), ("present", 1)),
    3: (changed(3, "</body>", aside(lambda asked: f"Dilihat {1234 * asked.night} kali")), ("present", 0)),
    4: (changed(4, "<ul>", today), ("present", 0)),
    5: (changed(5, "</body>", aside(related)), ("present", 0)),
    6: (changed(6, "<ul>", greeting), ("present", 0)),
    7: (after(7, GONE), ("gone", 0)),
    8: (after(8, Answer(b"", 410)), ("gone", 0)),
    9: (after(9, SOFT_404), ("gone", 0)),
    10: (after(10, to("/")), ("gone", 0)),
    11: (after(11, GONE, until=4), ("present", 0)),  # two misses
    12: (after(12, GONE, until=6), ("present", 0)),  # gone, and back a month later
    13: (after(13, LOGIN), ("present", 0)),
    14: (after(14, CHALLENGE), ("present", 0)),
    15: (after(15, SUSPENDED), ("present", 0)),
    16: (after(16, Answer(b"", 403)), ("present", 0)),
    17: (after(17, Answer(b"", 500)), ("present", 0)),
    18: (after(18, Answer()), ("present", 0)),
    19: (after(19, to("/masuk?kembali=%2Fberita")), ("present", 0)),
    21: (after(21, to("/utama")), ("gone", 0)),
    20: (Answer(news(20)), ("present", 0)),  # leaves the list, and stays where it is
}


def office(_: Home) -> Routes:
    """A healthy site whose list forgets the articles that went, and the last one."""
    left = [number for number in FATES if number < 7 or 12 < number < 20]
    pages = {path_of(number): page for number, (page, _) in FATES.items()}
    front = Answer(listing(*left))
    others = {"/": front, "/utama": front, "/masuk?kembali=%2Fberita": LOGIN}
    return {**pages, LIST: by_night(Answer(listing(*FATES)), front), **others}


def outage(reply: Route) -> Callable[[Home], Routes]:
    """Three articles, and from the second night to the fifth the same answer to everything."""
    whole = {path_of(number): Answer(news(number)) for number in (1, 2, 3)} | {LIST: Answer(listing(1, 2, 3))}

    def show(request: Asked) -> Reply:
        said = whole.get(request.path, GONE) if request.night in (1, 6) else reply
        return said(request) if callable(said) else said

    return lambda _: {"*": show, "/robots.txt": Answer(b"", 404)}


OUTAGES = {
    "mati": Answer(b"", 503),
    "semua-hilang": GONE,
    "semua-tantangan": CHALLENGE,
    "semua-ditangguhkan": SUSPENDED,
    "semua-masuk": LOGIN,
    "semua-kosong": Answer(),
    "semua-depan": to("/"),
}


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    animals = [Animal("hidup", office, ()), *(Animal(name, outage(reply), ()) for name, reply in OUTAGES.items())]
    animals += [Animal(f"sehat-{number}", lambda _: healthy(1), ()) for number in range(3)]  # else it were our side
    with open_zoo(tmp_path_factory.mktemp("lives"), animals, DAYS, REVISITS_PER_NIGHT="50", RETRY_TIMES="0") as zoo:
        yield zoo


def row(zoo: Zoo, office: str, number: int) -> dict[str, Any]:
    [found] = zoo.rows("SELECT * FROM articles WHERE office = ? AND url LIKE ?", office, f"%-{number}")
    return found


@pytest.mark.parametrize("number", FATES)
def test_what_becomes_of_an_article(lives: Zoo, number: int) -> None:
    found = row(lives, "hidup", number)
    assert (found["status"], found["revisions"]) == FATES[number][1]
    assert (found["gone_since"] is not None) == (found["status"] == "gone")
    assert "Koperasi" in found["body"]  # what was published stays readable


def test_an_edit_shows_the_new_text_and_keeps_the_old(lives: Zoo) -> None:
    found = row(lives, "hidup", 2)
    [before] = lives.rows("SELECT * FROM revisions WHERE article_id = ?", found["id"])
    assert "lima puluh" in found["body"]
    assert "empat puluh" in before["body"]


@pytest.mark.parametrize("name", OUTAGES)
def test_an_outage_of_a_whole_site_marks_nothing(lives: Zoo, name: str) -> None:
    found = lives.rows("SELECT status, revisions, gone_since FROM articles WHERE office = ?", name)
    assert found == [{"status": "present", "revisions": 0, "gone_since": None}] * 3


def test_the_fifth_nights_state_names_each_outage(lives: Zoo) -> None:
    states = {name: lives.state(name, 5) for name in OUTAGES}
    assert states == {
        "mati": "error",
        "semua-hilang": "redesign",
        "semua-tantangan": "challenge",
        "semua-ditangguhkan": "suspended",
        "semua-masuk": "blocked",
        "semua-kosong": "redesign",
        "semua-depan": "redesign",
    }
    assert {lives.state(name, 6) for name in OUTAGES} <= {"fresh", "quiet", "silent"}


def test_three_looks_at_least_make_an_article_gone(lives: Zoo) -> None:
    """Missed on the second, third and fourth night; then left alone for a month."""
    nights = [lives.grounds.asked("hidup.kebun.example", night) for night in range(1, 7)]
    assert [sum(each.path == path_of(7) for each in night) for night in nights] == [1, 1, 1, 1, 0, 1]


def test_both_databases_are_whole_after_a_month(lives: Zoo) -> None:
    done = archive(lives.folder, "verify")
    assert done.returncode == 0, done.stdout + done.stderr
