"""Each animal after each night: what is kept, what the server was asked, and what the office's silence is called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.scripted import ROOT, archive
from tests.zoo.animal import Animal, path_of
from tests.zoo.animals import ANIMALS
from tests.zoo.zoo import Zoo, open_zoo

NIGHTS = (1, 2)


@pytest.fixture(scope="module")
def zoo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Zoo]:
    with open_zoo(tmp_path_factory.mktemp("zoo"), ANIMALS, days=(0, 2)) as grounds:
        yield grounds


def expected() -> list[tuple[Animal, int]]:
    return [(animal, night) for animal in ANIMALS for night in range(1, len(animal.nights) + 1)]


@pytest.mark.parametrize(("animal", "night"), expected(), ids=[f"{each.name}, night {n}" for each, n in expected()])
def test_what_a_night_makes_of_an_animal(zoo: Zoo, animal: Animal, night: int) -> None:
    assert zoo.seen(animal, night) == animal.nights[night - 1]


@pytest.mark.parametrize("night", NIGHTS)
def test_the_night_ends_with_some_offices_failed_and_names_them(zoo: Zoo, night: int) -> None:
    assert zoo.exits[night - 1] == 1
    [line] = zoo.lines(night, "nightly: no list of news was reached at")
    for animal in ANIMALS:
        silent = night <= len(animal.nights) and animal.nights[night - 1].evidence is not None
        assert not silent or f"{animal.name}," in f"{line}," or f"{animal.name};" in line, animal.name
    assert f'File "{ROOT}/scrapers' not in zoo.said[night - 1]  # no traceback of ours
    assert f'File "{ROOT}/archive' not in zoo.said[night - 1]


def test_one_request_at_a_time_and_site(zoo: Zoo) -> None:
    assert [asked for asked in zoo.grounds.log if asked.beside] == []
    twin = "kembar.kebun.example"  # one server, two names
    assert {asked.host for asked in zoo.grounds.asked(twin, 1)} == {twin, f"www.{twin}"}


def test_every_request_says_who_asks_and_carries_no_cookie(zoo: Zoo) -> None:
    agents = {asked.headers["user-agent"] for asked in zoo.grounds.log}
    assert agents == {"dinkop-archive/0.1 (+https://github.com/dinkop-archive)"}
    assert not any({"cookie", "referer", "authorization"} & set(asked.headers) for asked in zoo.grounds.log)


def pauses(zoo: Zoo, name: str, night: int, *, after: str = "/robots.txt") -> list[float]:
    """Seconds between an animal's requests, from the first one for ``after``, as its server saw them arrive."""
    asked = zoo.grounds.asked(f"{name}.kebun.example", night)
    first = next(number for number, each in enumerate(asked) if each.path == after)
    return [later.at - earlier.at for earlier, later in pairwise(asked[first:])]


@pytest.mark.parametrize("night", NIGHTS)
@pytest.mark.parametrize(("name", "seconds"), [("pelan", 0.3), ("terlalu-pelan", 0.4)])
def test_crawl_delay_is_kept_up_to_a_bound(zoo: Zoo, name: str, seconds: float, night: int) -> None:
    """Counted from robots.txt, before the first pause began, so that no late arrival makes one look shorter."""
    taken = pauses(zoo, name, night)
    assert sum(taken) >= seconds * (len(taken) - 1)


@pytest.mark.parametrize(("name", "seconds"), [("sabar", 1.0), ("tanggal", 1.0), ("diam-saja", 1.0)])
def test_who_asks_for_a_pause_gets_it(zoo: Zoo, name: str, seconds: float) -> None:
    """Counted from robots.txt likewise: the list's first answer asks for the pause."""
    assert sum(pauses(zoo, name, 1)[:2]) >= seconds


def test_a_pause_begins_when_it_is_asked_for_and_holds_for_who_waits_already(zoo: Zoo) -> None:
    """The answer took 0.4 seconds; the pause is a second."""
    assert pauses(zoo, "lelah", 1, after=path_of(1))[0] >= 1.4


def test_a_name_that_changes_its_address_is_never_followed_inside(zoo: Zoo) -> None:
    """What is connected to is what was checked: 127.0.0.3 listens on the same port, and nobody came."""
    assert {asked.address for asked in zoo.grounds.log if asked.host == "bunglon.kebun.example"} == {"127.0.0.2"}
    assert not any(asked.address == "127.0.0.3" for asked in zoo.grounds.log)
    assert zoo.names.questions["bunglon.kebun.example"] >= 4


def test_only_documents_from_servers_that_someone_vouches_for_are_marked_verified(zoo: Zoo) -> None:
    rows = zoo.rows(
        "SELECT DISTINCT office, tls_verified FROM snapshots WHERE office LIKE 'maklum%' OR office IN ('sah', 'sabar')",
        database="crawl",
    )
    assert {row["office"]: row["tls_verified"] for row in rows} == {
        "sah": 1,
        "sabar": None,
        "maklum-sah": 1,
        "maklum-kedaluwarsa": 0,
        "maklum-sendiri": 0,
        "maklum-nama-lain": 0,
    }
    assert len(rows) == 6
    assert len(zoo.lines(1, "maklum-kedaluwarsa: https://", "asked without, as its file allows")) == 1


def test_lists_are_asked_for_with_their_validators(zoo: Zoo) -> None:
    for name, tag in (("etag-tetap", '"tetap"'), ("etag-jujur", '"satu"'), ("etag-baru", '"0"')):
        [asked] = [each for each in zoo.grounds.asked(f"{name}.kebun.example", 2) if each.path == "/berita"]
        assert asked.headers["if-none-match"] == tag


def test_a_wrong_charset_harms_no_word(zoo: Zoo) -> None:
    bodies = [row["body"] for row in zoo.rows("SELECT body FROM articles WHERE office = 'aksara'")]
    assert [body.count("balai desa “Suka Maju” — é") for body in bodies] == [4, 4, 4, 4]


def test_no_document_is_larger_than_the_bound(zoo: Zoo) -> None:
    [largest] = zoo.rows("SELECT max(size_bytes) AS n FROM bodies", database="crawl")
    assert largest["n"] <= 10 * 1024 * 1024


def test_nothing_was_revised_or_lost(zoo: Zoo) -> None:
    assert zoo.rows("SELECT url FROM articles WHERE revisions > 0 OR status <> 'present'") == []


def test_both_databases_are_whole(zoo: Zoo) -> None:
    done = archive(zoo.folder, "verify")
    assert done.returncode == 0, done.stdout + done.stderr
