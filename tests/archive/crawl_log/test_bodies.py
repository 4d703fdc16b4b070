from __future__ import annotations

import random
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.crawl_log import CrawlLog
from archive.crawl_log.bodies import BodyStore

FURNITURE = " ".join(f"menu-{random.Random(7).random()}-{n}" for n in range(1500)).encode()


def put(store: BodyStore, body: bytes, site: str = "a.go.id") -> str:
    name = sha256(body).hexdigest()
    store.put(name, site, body)
    return name


def test_bytes_come_back(crawl_log: CrawlLog) -> None:
    store = BodyStore(crawl_log.db)
    bodies = [b"", b"x", FURNITURE, FURNITURE + b"news", b"\x00\xff" * 5000]
    names = [put(store, body) for body in bodies]
    assert [BodyStore(crawl_log.db).get(name) for name in names] == bodies


def test_the_same_bytes_lie_once(crawl_log: CrawlLog) -> None:
    store = BodyStore(crawl_log.db)
    name = sha256(FURNITURE).hexdigest()
    assert store.put(name, "a.go.id", FURNITURE)
    assert not store.put(name, "b.go.id", FURNITURE)
    assert crawl_log.db.table("bodies").count == 1


def test_pages_of_one_site_share_a_dictionary(crawl_log: CrawlLog) -> None:
    store = BodyStore(crawl_log.db)
    for number in range(20):
        put(store, FURNITURE + b"article %d" % number)
    sizes = [row["size"] for row in crawl_log.db.query("SELECT length(data) AS size FROM bodies ORDER BY rowid")]
    assert crawl_log.db.table("dictionaries").count == 1
    assert max(sizes[1:]) < sizes[0] / 20


def test_a_redesign_gets_a_dictionary_of_its_own(crawl_log: CrawlLog) -> None:
    store = BodyStore(crawl_log.db)
    other = random.Random(8).randbytes(3000).hex().encode()
    names = [put(store, body) for body in (FURNITURE, FURNITURE + b"1", other, other + b"2")]
    used = dict(crawl_log.db.conn.execute("SELECT sha256, dictionary FROM bodies").fetchall())
    assert [used[name] for name in names] == [None, 1, None, 2]


def test_sites_do_not_share_dictionaries(crawl_log: CrawlLog) -> None:
    store = BodyStore(crawl_log.db)
    put(store, FURNITURE, "a.go.id")
    name = put(store, FURNITURE + b"b", "b.go.id")
    assert crawl_log.db.conn.execute("SELECT dictionary FROM bodies WHERE sha256 = ?", (name,)).fetchone() == (None,)


def test_an_unknown_hash_is_a_key_error(crawl_log: CrawlLog) -> None:
    with pytest.raises(KeyError, match="unknown"):
        BodyStore(crawl_log.db).get("unknown")


@given(bodies=st.lists(st.binary(max_size=5000), max_size=8), prefix=st.sampled_from([b"", FURNITURE]))
@settings(max_examples=40)
def test_whatever_is_put_comes_back(
    bodies: list[bytes], prefix: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    log = CrawlLog(tmp_path_factory.mktemp("log") / "crawl.db")
    store = BodyStore(log.db)
    names = [put(store, prefix + body) for body in bodies]
    assert [store.get(name) for name in names] == [prefix + body for body in bodies]
    log.close()
