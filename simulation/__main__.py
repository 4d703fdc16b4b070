"""``python -m simulation``: live through a year, print its figures, write ``docs/reliability.md``."""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.table import Section, terminal
from simulation.figures import FILE, page, sections
from simulation.living import Weight, Year, live
from simulation.plan import cast

OFFICES, NIGHTS = 39, 365
LAST = Path(".cache/simulation/year.pickle")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command. Exit codes: 0 every goal was reached, 1 one was missed."""
    parser = argparse.ArgumentParser(prog="python -m simulation", description=__doc__)
    parser.add_argument("--offices", type=int, default=OFFICES)
    parser.add_argument("--nights", type=int, default=NIGHTS, help="only a whole year of all offices writes the page")
    parser.add_argument("--write", action="store_true", help="write the page for a smaller simulation too")
    parser.add_argument("--again", action="store_true", help=f"tell of the last year that was lived through ({LAST})")
    chosen = parser.parse_args(arguments)
    year = _last() if chosen.again else _live(chosen.offices, chosen.nights)
    tables = sections(year)
    print(terminal(tables))
    if chosen.write or (len(year.plans), year.nights) == (OFFICES, NIGHTS):
        FILE.write_text(page(year, tables), encoding="utf-8")
    return 0 if _reached(tables) else 1


def _last() -> Year:
    year: Year = pickle.loads(LAST.read_bytes())  # noqa: S301 - written by us
    return year


def _live(offices: int, nights: int) -> Year:
    with tempfile.TemporaryDirectory(prefix="simulation-") as folder:
        year = live(cast(offices, nights), nights, Path(folder), _say)
    LAST.parent.mkdir(parents=True, exist_ok=True)
    LAST.write_bytes(pickle.dumps(year))
    return year


def _say(weight: Weight) -> None:
    if weight.night % 10 == 0:
        print(f"night {weight.night}: {weight.requests} requests", flush=True)


def _reached(tables: Sequence[Section]) -> bool:
    return all(row.reached for section in tables for row in section.rows)


if __name__ == "__main__":
    sys.exit(main())
