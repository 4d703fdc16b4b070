"""docs/evaluation.md, written by the command from what it has just measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from evaluation.cache import PROJECT, fingerprint
from evaluation.gate import figures
from evaluation.readers import LIBRARIES
from evaluation.trial import PEER, Result, Trial

FILE = PROJECT / "docs" / "evaluation.md"

_TOP = """# Evaluation

Written by `make evaluate`; edit `evaluation/report.py` instead of this page.

Every reader gets the same {pages} pages in the same run, each in a process of its own with nothing beside it. The pages
were rendered by software that nobody here wrote (WordPress from Debian's packages, Nikola and Pelican from PyPI, Hexo
from npm) out of the posts in `evaluation/posts/`, and by the practice offices in `demo/`. The posts are the truth.

- **Body**: runs of four words, counted with repetition; F1 is the mean over the pages.
- **Titles** must be equal once typographic quotes and dashes are folded.
- **Dates** must name the day in western Indonesia. *Exact* is the share among pages that show a date; *invented* counts
  wrong dates, and dates given for a page that shows none.
- **Speed** is documents per second of processor time, beside {peer}'s in the same run. Learning a site's template
  takes {learning:.0f} times as long as reading one of its pages; the pages that it learns from, sixteen at most,
  are parsed in that time and not again when they are read.
- *Site known*: the template was learnt from the site's own pages, without labels. *Page alone*: each page by itself.
"""

_CASES = """- {dates.right} of {dates.strings} date strings read rightly, {dates.invented} invented
  (`tests/extraction/dates.tsv`).
- Topic filter: precision {topics.precision:.3f}, recall {topics.recall:.3f} over {topics.cases} labelled cases
  (`tests/extraction/topic.tsv`). Of the corpus's own posts, each of which an office of the field would publish, it
  keeps {topics.kept:.3f}.
"""


def write(trial: Trial) -> None:
    """Write the page."""
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(render(trial), encoding="utf-8")


def render(trial: Trial) -> str:
    """The whole page as Markdown."""
    results = list(trial.results.values())
    known, peer = results[0], trial.results[PEER]
    per_site = known.learning_seconds / len(trial.parts) / (known.seconds / known.total.pages)
    top = _TOP.format(pages=known.total.pages, peer=PEER, learning=per_site)
    return "\n".join(
        [
            top,
            "## All pages\n",
            _table(
                [
                    "reader",
                    "body F1",
                    "precision",
                    "recall",
                    "exact titles",
                    "exact dates",
                    "invented",
                    f"speed, × {PEER}",
                ],
                ([result.reader, *_summary(result), f"{result.speed / peer.speed:.1f}"] for result in results),
            ),
            "## Body F1 per engine and theme\n",
            _per_part(trial, results, "f1"),
            "## Exact titles per engine and theme\n",
            _per_part(trial, results, "titles"),
            "## Exact dates per engine and theme\n",
            _per_part(trial, results, "dates"),
            "## Single cases\n",
            _CASES.format(dates=trial.dates, topics=trial.topics),
            "## Figures that must be kept\n",
            _table(
                ["figure", "measured", "bound", "kept"],
                (
                    [
                        each.name,
                        f"{each.value:.4g}",
                        f"{'≤' if each.at_most else '≥'} {each.bound:.4g}",
                        "yes" if each.kept else "**no**",
                    ]
                    for each in figures(trial)
                ),
            ),
            f"Corpus {_corpus_hash(trial)}.\n",
        ]
    )


def terminal(trial: Trial) -> str:
    """The table of all pages with absolute speeds, for whoever waits at the terminal."""
    head = f"{'reader':26} {'F1':>7} {'prec':>7} {'recall':>7} {'titles':>7} {'dates':>7} {'invented':>8} {'docs/s':>7}"
    rows = (
        f"{result.reader:26} "
        + " ".join(f"{cell:>7}" for cell in _summary(result)[:-1])
        + f" {result.total.invented:>8} {result.speed:>7.0f}"
        for result in trial.results.values()
    )
    return "\n".join([head, *rows])


def _summary(result: Result) -> list[str]:
    total = result.total
    dates = f"{total.dates:.4f}" if result.reader in _READS_DATES or total.dates else "–"
    return [
        *(f"{value:.4f}" for value in (total.f1, total.precision, total.recall, total.titles)),
        dates,
        str(total.invented),
    ]


_READS_DATES = {"trafilatura", "newspaper4k"}


def _per_part(trial: Trial, results: Sequence[Result], field: str) -> str:
    rows = (
        [name, str(len(pages)), *(f"{getattr(result.part(name), field):.4f}" for result in results)]
        for name, pages in trial.parts.items()
    )
    return _table(["pages of", "number", *(result.reader for result in results)], rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def _corpus_hash(trial: Trial) -> str:
    truths = [f"{page.title}\n{page.text}\n{page.published}" for pages in trial.parts.values() for page in pages]
    readers = ", ".join(sorted(LIBRARIES))
    return f"`{fingerprint(*truths)}` (titles, texts and dates of every page), read by {readers} and this archive"
