"""The figures of a year as tables, for a terminal and for ``docs/reliability.md``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from statistics import mean

from archive.crawl_log.looks import AGES_DAYS
from bench.table import Row, Section
from simulation.fault import LOUD, QUIET
from simulation.living import DARK, OFF, Weight, Year
from simulation.score import GRACE, Naming, Outcome, Score, quantile, score

FILE = Path(__file__).parent.parent / "docs" / "reliability.md"
LOUD_NIGHTS = 2  # by which a loud fault has its name
QUIET_GAPS = 2  # usual gaps by which a quiet one has
WARM = 30  # nights until the process has everything in memory that it needs
GROWTH = 1.1  # of what it holds from then on: flat


def sections(year: Year) -> list[Section]:
    """All figures."""
    found = score(year.plans, year.nights, year.crawled, year.record)
    return [
        _recall(found, year),
        _falsehoods(found, year),
        _names("Loud faults", LOUD, found.namings, _nights_to_a_name, bound=LOUD_NIGHTS, unit="nights"),
        _names("Quiet faults", QUIET, found.namings, _gaps_to_a_name, bound=QUIET_GAPS, unit="usual gaps"),
        _weights(year),
    ]


def _recall(found: Score, year: Year) -> Section:
    rows = [*_found("new articles", found.news, year.nights)]
    rows += _found("edits", found.edits, year.nights)
    rows += _found("deletions", found.deletions, year.nights)
    rows += _found("returns of deleted articles", found.returns, year.nights)
    return Section("Recall", _RECALL.format(ages=", ".join(map(str, AGES_DAYS)), grace=GRACE), rows)


def _found(what: str, events: Sequence[Outcome], nights: int) -> Iterator[Row]:
    promised = [each for each in events if each.due is None or each.due + GRACE < nights]
    kept = [
        each for each in promised if each.found is not None and (each.due is None or each.found <= each.due + GRACE)
    ]
    delays = [each.delay for each in events if each.delay is not None]
    yield Row(f"{what}: happened", len(events))
    yield Row(f"{what}: found by the end of the year", _percent(len(delays), len(events)), "%")
    yield Row(f"{what}: found when promised, of those promised by then", _percent(len(kept), len(promised)), "%", 100)
    yield Row(f"{what}: half of them within", quantile(delays, 0.5), "nights")
    yield Row(f"{what}: nine of ten within", quantile(delays, 0.9), "nights")
    yield Row(f"{what}: the last one after", max(delays, default=0), "nights")


def _falsehoods(found: Score, year: Year) -> Section:
    record = year.record
    rows = [
        Row("articles called gone that stood on their site", len(found.false_deletions), "", 0, at_most=True),
        Row("revisions that no edit explains", found.invented, "", 0, at_most=True),
        Row("articles held twice", len(record.doubled), "", 0, at_most=True),
        Row("articles that nobody published", len(record.strangers), "", 0, at_most=True),
        Row("alarms about an office whose site was well", len(found.false_alarms), "", 0, at_most=True),
        Row("alarms that call a fault by a wrong name", len(found.wrong_names), "", 0, at_most=True),
        Row(
            "alarms beyond the first about one fault",
            sum(max(0, each.alarms - 1) for each in found.namings),
            "",
            0,
            at_most=True,
        ),
    ]
    dark = [night for night in DARK if night < year.nights]
    if dark:
        rows.append(Row(f"alarms about our own side, for {len(dark)} nights without a line", found.ours, "", 1))
    return Section("Falsehoods", _FALSEHOODS, rows)


def _names(
    title: str,
    kinds: Iterable[str],
    namings: Sequence[Naming],
    measure: Callable[[Naming], float],
    *,
    bound: int,
    unit: str,
) -> Section:
    rows = []
    for kind in sorted(kinds):
        lived = [each for each in namings if each.fault.kind == kind]
        if not lived:
            continue
        named = [each for each in lived if each.named is not None]
        rows.append(Row(f"{kind}: named", _percent(len(named), len(lived)), f"% of {len(lived)}", 100))
        if named:
            rows.append(Row(f"{kind}: at the latest in", max(map(measure, named)), unit, bound, at_most=True))
    return Section(title, _NAMES[title], rows)


def _nights_to_a_name(naming: Naming) -> float:
    """1: named in the first night."""
    assert naming.named is not None
    return naming.named - naming.begins + 1


def _gaps_to_a_name(naming: Naming) -> float:
    assert naming.named is not None
    return round(max(0, naming.named - naming.begins) / max(naming.usual_days, 1), 1)


def _weights(year: Year) -> Section:
    warm = [each for each in year.weights if each.night >= min(WARM, year.nights // 2)]
    early, late = warm[: len(warm) // 4 or 1], warm[-(len(warm) // 4 or 1) :]
    first = year.weights[0]
    rows = [
        Row("memory, last quarter / first quarter", _ratio(early, late, "memory_bytes"), "", GROWTH, at_most=True),
        Row("memory at most", max(each.memory_bytes for each in year.weights) / 1e6, "MB"),
        Row("open files, last quarter / first quarter", _ratio(early, late, "files"), "", GROWTH, at_most=True),
        Row("open files at most", max(each.files for each in year.weights)),
        Row("write-ahead logs at most, after the first night", max(each.wal_bytes for each in warm) / 1e6, "MB"),
        Row("both databases after the first night", first.kept_bytes / 1e6, "MB"),
        Row("both databases at the end", year.weights[-1].kept_bytes / 1e6, "MB"),
        Row("requests", mean(each.requests for each in year.weights[1:]) / len(year.plans), "an office and night"),
        Row("processor time of the crawler", sum(each.cpu_seconds for each in year.weights), "s"),
    ]
    return Section("One process for all nights", _WEIGHTS, rows)


def _ratio(early: Sequence[Weight], late: Sequence[Weight], name: str) -> float:
    ratio: float = mean(getattr(each, name) for each in late) / mean(getattr(each, name) for each in early)
    return ratio


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0


def page(year: Year, tables: Sequence[Section]) -> str:
    """The page ``docs/reliability.md``."""
    parts = [_TOP.format(offices=len(year.plans), nights=year.nights, dark=", ".join(map(str, DARK)), off=OFF[0])]
    for section in tables:
        lines = ["| figure | measured | goal |", "|---|---:|---|"]
        lines += [f"| {' | '.join(row.cells)} |" for row in section.rows]
        parts.append("\n\n".join((f"## {section.title}", section.method, "\n".join(lines))))
    return "\n\n".join(parts) + "\n"


_TOP = """# Reliability

Written by `make simulate`; edit `simulation/` instead of this page. {offices} offices live through {nights} nights
after their first contact, and everything that happens to them is known beforehand: the real nightly crawl, with real
databases, asks real sites on loopback, which a second process serves. Only the time of day is told to the crawler
instead of asked from the machine, so that nobody waits for a night.

The sites look like the four practice offices: a WordPress (some with their API closed), a regency's own system (some
with https), a portal and a Joomla. Offices publish every working day, or once in three, six, twelve or twenty-six
days on average, and nobody publishes in the eleven days of Lebaran. A quarter of the news is edited later, mostly in
the first days, one article in seventeen is taken down, and some of those come back. Each kind of fault befalls up to
three offices for four to twelve nights (a silence for 75, a redesign for 14 to 60, a lost field for 90); every office
has two nights in which its server answers nothing but errors. In the nights {dark} our own line is down, and in
night {off} our machine is off. The year holds a 29 February and a year's end."""
_RECALL = """*New articles* count from the first night that could see them, outages left out. An edit or a deletion
that a site tells of (a WordPress API, a list with another headline, a list that lost an article from its
middle) is found the same night or, as three looks are needed to believe a deletion, two or three nights
later. Of all others the schedule promises a look when an article has been listed for {ages} nights;
*promised by then* are events whose look was due before the year ended, and {grace} nights of grace are
given, since a site is asked for at most 20 known articles a night. What another edit or a deletion
overtook before that look is left out: nobody could have seen it.

An article whose page can't be read, or isn't there, when its list shows it first is asked for again after as long as
it has waited. Of an article that a portal cuts to a dozen words nobody can say whom it concerns: it counts where it was
kept. One that came whole in a feed is looked at by its page, which reads otherwise than the feed: its first page shows
no edit, each later one does."""
_FALSEHOODS = """An *alarm* is what the recipients of the nightly message would have been told. None may concern an
office that only had one bad night, a redesign that reads well, holidays, or our own outage."""
_NAMES = {
    "Loud faults": "The first night that meets a fault is night 1. One bad night proves nothing, so the second tells.",
    "Quiet faults": """A redesign counts from its first night, a lost field or unreadable page from the first article
that has it, a silence from the day on which the next article was due: one usual gap, which
nine of ten gaps don't exceed, after the last one. An office that writes daily has no right to
be called silent before fourteen days, since the longest holidays take eleven.""",
}
_WEIGHTS = """A crawl is a process of its own in real life. Here one process lives through all nights, so that
whatever is not given back would show. The servers' process isn't counted."""
