"""The tables that ``python -m archive status`` prints."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from archive.commands.terminal import clean
from archive.health import Health, OfficeHealth, State
from archive.health.ledger import Account
from archive.health.sentences import Sentences, sentences

PIPED_WIDTH = 400  # a program that reads the table wants lines whole
_STYLES = {State.FRESH: "green", State.QUIET: "green", State.NO_SITE: "dim", State.OUR_SIDE: "yellow"}


def print_status(console: Console, health: Health, language: str = "en") -> None:
    """Print every office's state, then a sentence for each that needs attention, and for each new redesign.

    :param language: of the sentences, ``id`` or ``en``
    """
    table = _table(("Office", "Region"), ("Articles",), ("Newest", "Last visit", "State"))
    for office in health.offices:
        table.add_row(
            office.office,
            office.region,
            f"{office.articles:,}",
            office.newest.isoformat() if office.newest else "–",
            _moment(office.last_visit),
            Text(office.state, _STYLES.get(office.state, "red")),
        )
    _print(console, table)
    said = sentences(language)
    if health.ours:
        _line(console, Text(f"\n{said.ours(health.ours)}", "yellow"))
    for office in health.offices:
        if office.attention:
            _line(console, Text(f"\n{office.region}: ", "bold") + Text(_explained(office, said)))
        for site in office.sites:
            if site.redesigned:
                sentence = said.redesigned(site.site, site.redesigned)
                _line(console, Text(f"\n{office.region}: ", "bold") + Text(clean(sentence), "dim"))


def print_ledger(console: Console, accounts: Iterable[Account]) -> None:
    """Print what visits cost every office: the last one, and those of 30 days."""
    table = _table(("Office", "Last visit"), ("Requests", "kB", "Refused", "30 days: requests", "kB", "refused"), ())
    for account in accounts:
        figures = [
            f"{figure:,}"
            for cost in (account.last, account.month)
            for figure in (cost.requests, round(cost.received_bytes / 1000), cost.refused)
        ]
        table.add_row(account.office, _moment(account.visited_at), *figures)
    _print(console, table)


def _explained(office: OfficeHealth, said: Sentences) -> str:
    evidence = f" [{office.evidence}]" if office.evidence else ""
    return clean(said.office(office) + evidence)


def _moment(at: str | None) -> str:
    return (at or "–").replace("T", " ")[:16]


def _table(left: Iterable[str], right: Iterable[str], rest: Iterable[str]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for names, justify in ((left, "left"), (right, "right"), (rest, "left")):
        for name in names:
            table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]  # a literal, seen as text
    return table


def _print(console: Console, table: Table) -> None:
    if not console.is_terminal:
        console.width = PIPED_WIDTH
    console.print(table)


def _line(console: Console, text: Text) -> None:
    console.print(text, soft_wrap=not console.is_terminal, highlight=False)
