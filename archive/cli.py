"""``python -m archive``: search, export, status, serve, and the upkeep of both databases.

Exit codes: 0 done; 1 nothing found, an office needs attention, a database isn't whole, or a message couldn't be
delivered; 2 the command, query or a setting can't be understood; 3 a database can't be read or the result can't be
written; 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import socket
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from rich.console import Console

from archive.commands.notify import add_notify
from archive.commands.terminal import print_export, print_results
from archive.commands.upkeep import REFUSALS, add_commands
from archive.commands.watch import add_watch
from archive.export import ExportError, export, release
from archive.export.release import ReleaseError
from archive.reading import ArchiveError, open_archive
from archive.search import MAX_LIMIT, QueryError, search

DONE, NOTHING, USAGE, UNUSABLE = 0, 1, 2, 3  # 130, interrupted, is __main__'s
_CODES = """exit codes:
  0    done
  1    search: nothing found; status: an office needs attention; verify: a fault; notify: a message couldn't be
       delivered
  2    the command, the query or a setting can't be understood
  3    a database can't be read, or the result can't be written
  130  interrupted"""
_SEARCH_HELP = """query:
  koperasi desa             all words, in any order, in title or body
  "merah putih"             these words, one after the other
  -pasar                    not this word
  pelatih*                  words that begin so
  umkm OR "usaha mikro"     either
  kantor:jombang            of this office; also kantor:"kota malang", -kantor:jombang
  kategori:berita           in this section of the office's site
  tingkat:kota              of an office of a kabupaten, kota, provinsi, or nasional
  sejak:2025-01             published in or after; sampai:2025-12-31 in or before
  persis:ya                 only the words as typed, not their other forms and names

examples:
  python -m archive search 'koperasi merah putih'
  python -m archive search '"simpan pinjam" -pasar kantor:jombang sejak:2025-01'
  python -m archive search rakortekcan --json | jq -r '.hits[].url'"""

Command = Callable[[argparse.Namespace], int]


class UnusableError(RuntimeError):
    """The machine can't do what is asked; the message says what and why."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    parser = _parser()
    options = parser.parse_args(_worded(sys.argv[1:] if arguments is None else arguments))
    if options.command is None:
        parser.print_help()
        return DONE
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except (QueryError, ArchiveError, ExportError, ReleaseError, UnusableError, *REFUSALS) as error:
        sys.stderr.write(f"archive: {error}\n")
        return USAGE if isinstance(error, QueryError) else UNUSABLE
    except sqlite3.Error as error:
        sys.stderr.write(f"archive: {_database(options)}: can't be read ({error}); rebuild it with scrapy reextract\n")
        return UNUSABLE
    except BrokenPipeError:  # whoever read the output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = DONE
    return code


def _worded(arguments: Sequence[str]) -> list[str]:
    """Return ``arguments`` so that a word to be without (``search -pasar``) is no option: a space goes before it.

    Options of a search have two hyphens, but for ``-h``.
    """
    words = list(arguments)
    start = words.index("search") + 1 if "search" in words else len(words)
    return words[:start] + [f" {word}" if re.match("-[^-]", word) and word != "-h" else word for word in words[start:]]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m archive",
        description="Search, export, check and serve the news archive of East Java's cooperative offices.",
        epilog=_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_data_dir(parser, Path(os.environ.get("DATA_DIR") or "data"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, run: Command, summary: str, epilog: str = "") -> argparse.ArgumentParser:
        made = commands.add_parser(
            name,
            help=summary,
            description=f"{summary[0].upper()}{summary[1:]}.",
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        _add_data_dir(made, argparse.SUPPRESS)
        made.set_defaults(run=run)
        return made

    _add_search(command("search", _search, "find articles, newest first", _SEARCH_HELP))
    exporting = command("export", _export, "write the whole archive as JSON, CSV and their description")
    exporting.add_argument(
        "folder", nargs="?", type=Path, help="is replaced whole, in one step (default: exports in the data folder)"
    )
    releasing = command(
        "release", _release, "write an export under its month, exports/2026-11, that never changes again"
    )
    releasing.add_argument("month", nargs="?", help="refused unless the archive's state is of it: 2026-11")
    for parser_of_files in (exporting, releasing):
        parser_of_files.add_argument(
            "--parquet", action="store_true", help="also articles.parquet (needs requirements-parquet.txt)"
        )
    add_watch(command)
    add_notify(command)
    serving = command("serve", _serve, "serve the reading room, until Ctrl-C")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    serving.add_argument("--port", type=_port, default=8001, help="0 takes any free one (default: 8001)")
    serving.add_argument(
        "--base-url",
        type=_base_url,
        default="/",
        metavar="PATH",
        help="what a proxy serves it under: /arsip/ (default: /)",
    )
    add_commands(command)
    return parser


def _add_data_dir(parser: argparse.ArgumentParser, default: Path | str) -> None:
    parser.add_argument(
        "--data-dir", type=Path, default=default, help="folder that holds archive.db (default: DATA_DIR, else data)"
    )


def _add_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("query", nargs="*", help="see below; without any, the newest articles")
    order = parser.add_mutually_exclusive_group()
    order.add_argument("--relevance", dest="order", action="store_const", const="relevance", help="best match first")
    order.add_argument("--oldest", dest="order", action="store_const", const="oldest", help="oldest first")
    parser.add_argument("--office", help="id, code or region of an office, as kantor: in the query")
    parser.add_argument("--since", metavar="DATE", help="first year, month or day: 2025, 2025-01, 2025-01-31")
    parser.add_argument("--until", metavar="DATE", help="last year, month or day")
    parser.add_argument("--category", help="section of the office's site")
    parser.add_argument("--level", help="kabupaten, kota, provinsi or nasional, as tingkat: in the query")
    parser.add_argument("--exact", action="store_true", help="only the words as typed, as persis:ya in the query")
    parser.add_argument("--limit", type=_limit, default=20, help=f"how many, 1 to {MAX_LIMIT} (default: 20)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(order="newest")


def _search(options: argparse.Namespace) -> int:
    with closing(open_archive(_database(options))) as db:
        results = search(
            db,
            " ".join(options.query),
            order=options.order,
            office=options.office,
            since=options.since,
            until=options.until,
            category=options.category,
            level=options.level,
            exact=options.exact,
            limit=options.limit,
        )
    if options.json:
        _print_json(results.record())
    else:
        print_results(Console(), results)
    return DONE if results.hits else NOTHING


def _export(options: argparse.Namespace) -> int:
    made = export(_database(options), options.folder or options.data_dir / "exports", parquet=options.parquet)
    print_export(Console(), made)
    return DONE


def _release(options: argparse.Namespace) -> int:
    made = release(_database(options), options.data_dir / "exports", options.month, parquet=options.parquet)
    print_export(Console(), made)
    return DONE


def _serve(options: argparse.Namespace) -> int:
    from archive.site import serve  # noqa: PLC0415 - Datasette takes half a second to import

    open_archive(_database(options)).close()
    port = _free_port(options.host, options.port)
    address = f"http://{options.host}:{port}{options.base_url.rstrip('/')}"
    Console().print(f"The archive is at {address} until Ctrl-C.", highlight=False)
    serve(options.data_dir, host=options.host, port=port, base_url=options.base_url)
    return DONE


def _free_port(host: str, port: int) -> int:
    try:
        with socket.create_server((host, port)) as server:
            return int(server.getsockname()[1])
    except OSError as error:
        reason = str(error.strerror).partition(" (while")[0]  # what follows repeats the address
        raise UnusableError(
            f"{host}:{port}: can't be listened on ({reason}); choose another --host or --port"
        ) from error


def _database(options: argparse.Namespace) -> Path:
    return Path(options.data_dir) / "archive.db"


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _limit(text: str) -> int:
    if text.isascii() and text.isdecimal() and 1 <= int(text) <= MAX_LIMIT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a number from 1 to {MAX_LIMIT}")


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and int(text) <= 65_535:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text} is not a port, 0 to 65535")


def _base_url(text: str) -> str:
    if text.startswith("/") and text.endswith("/") and "//" not in text:
        return text
    raise argparse.ArgumentTypeError(f"{text} is not a path that begins and ends in a slash, like /arsip/")
