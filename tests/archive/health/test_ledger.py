from __future__ import annotations

from archive.crawl_log.visits import Visit, Visits
from archive.health.ledger import Account, Cost, ledger
from archive.reading import open_archive
from archive.store import Archive
from tests.samples import at


def visit(run: int, nights: int, site: str, requests: int, refused: int = 0) -> Visit:
    return Visit(run, "contoh", site, at(nights).isoformat(), "answered", None, requests, requests * 1000, refused)


def test_an_account_sums_all_sites_of_the_last_crawl_and_of_thirty_days(archive: Archive) -> None:
    Visits(archive.db).add(
        [visit(1, 0, "a", 900), visit(2, 20, "a", 5), visit(3, 40, "a", 1, 2), visit(3, 40, "b", 2, 1)]
    )
    db = open_archive(archive.path)
    found = ledger(db, at(40, 60))
    later = ledger(db, at(90))
    db.close()
    assert found == [
        Account("contoh", "Kabupaten Contoh", at(40).isoformat(), Cost(3, 3000, 3), Cost(8, 8000, 3)),
    ]
    assert found[0].record() == {
        "office": "contoh", "region": "Kabupaten Contoh", "visited_at": at(40).isoformat(),
        "last": {"requests": 3, "received_bytes": 3000, "refused": 3},
        "month": {"requests": 8, "received_bytes": 8000, "refused": 3},
    }  # fmt: skip
    assert later == [Account("contoh", "Kabupaten Contoh", None, Cost(), Cost())]
