"""What ``python -m archive`` prints for people: colours on a terminal, plain lines where it is piped."""

from __future__ import annotations

import re

from rich.console import Console
from rich.text import Text

from archive.export import Export
from archive.search import Hit, Results
from archive.search.marks import Marked

# Nothing that a page said may move the cursor or change the colours of whoever reads it.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_ORDERS = {"newest": "newest first", "oldest": "oldest first", "relevance": "by relevance"}


def print_results(console: Console, results: Results) -> None:
    """Print the hits, then how many there are and what was looked for."""
    for hit in results.hits:
        _print_hit(console, hit)
    for expansion in results.expansions:
        others = ", ".join(expansion.forms + expansion.names)
        _line(console, Text(f"{clean(expansion.typed)}: also looked for {clean(others)} (--exact: not)", "dim"))
    meant = f". Did you mean: {clean(results.suggestion)}" if results.suggestion else ""
    if not results.total:
        _line(console, Text(f"No article found{meant or '.'}"))
        return
    at_least = "at least " if results.total_is_estimate else ""
    shown = f"{results.offset + 1}–{results.offset + len(results.hits)} of " if results.hits else ""
    found = f"{shown}{at_least}{_counted(results.total, 'article')}, {_ORDERS[results.order]}"
    _line(console, Text(f"{found}{meant}", "dim"))


def print_export(console: Console, export: Export) -> None:
    """Print what was written."""
    size = sum(file.size_bytes for file in export.files) / 1e6
    _line(
        console,
        Text(
            f"{_counted(export.articles, 'article')} and {_counted(export.revisions, 'earlier form')} "
            f"in {len(export.files)} files, "
            f"{size:,.1f} MB: {export.folder}"
        ),
    )


def _print_hit(console: Console, hit: Hit) -> None:
    day = (hit.published or "no date")[:10]
    doubt = f" ({hit.date_suspect}?)" if hit.date_suspect else ""
    gone = ", gone from the site" if hit.status == "gone" else ""
    _line(console, Text(f"{day}{doubt}  ", "cyan") + Text(f"{hit.region}{gone}", "dim"))
    _line(console, _marked(hit.marked_title, "bold", "bold reverse"))
    if hit.snippet.raw:
        _line(console, _marked(hit.snippet, "", "bold yellow"))
    console.print(Text(clean(hit.url), "blue"), soft_wrap=True)  # whole, so that it can be clicked
    console.print()


def _counted(count: int, thing: str) -> str:
    return f"{count:,} {thing}{'' if count == 1 else 's'}"


def _marked(marked: Marked, style: str, mark: str) -> Text:
    text = Text(style=style)
    for part, is_marked in marked.parts:
        text.append(clean(part), mark if is_marked else None)
    return text


def _line(console: Console, text: Text) -> None:
    # Lines are wrapped for people; a program that reads them wants them whole.
    console.print(text, soft_wrap=not console.is_terminal, highlight=False)


def clean(text: str) -> str:
    """Return ``text`` without characters that command a terminal."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
