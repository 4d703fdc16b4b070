"""The data page's examples, run word for word by the programs that they name, on titles and texts that are awkward."""

from __future__ import annotations

import csv
import gzip
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.request import urlopen, urlretrieve

import lxml.html
import pytest

from archive.export.release import differences
from tests.archive.site.practice_room import Article, article, articles, build, publish
from tests_browser.room import serving

TITLE = 'Bazar "Jum’at Berkah", 3.000 paket; Ngawén – ꦏꦺꦴꦥꦼꦫꦱꦶ \U0001f6d2'
BODY = "Kata bupati, \"murah, segar\".\n\nBaris kedua; 50% dan 'kutip'.\n\n- butir\n\nAkhir \\ #1"
AWKWARD = article(60, id=2**53 - 1, title=TITLE, body=BODY, published="2026-07-07T09:30:00+07:00", office="jombang")
UNDATED = article(61, title="NA", published=None, year=None, office="kementerian-koperasi")
ROWS: Sequence[Article] = [*articles(), AWKWARD, UNDATED]
PER_OFFICE = Counter(row["office"] for row in ROWS)
CODES = {"provinsi-jawa-timur": "35", "ponorogo": "3502", "trenggalek": "3503", "malang": "3507", "jombang": "3517",
         "kementerian-koperasi": "00"}  # fmt: skip
WHOLE = [
    (str(row["id"]), CODES[row["office"]], row["title"], row["body"], row["published"] or "") for row in reversed(ROWS)
]
# What a reader types next: the table that was read, for a look at it.
PYTHON = 'articles[["id", "region_code", "title", "body", "published"]].to_csv("read.csv", index=False)'
R = """
articles$id <- format(articles$id, digits = 16, trim = TRUE)
write.csv(articles[c("id", "region_code", "title", "body", "published", "day")], "read.csv", row.names = FALSE, na = "")
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[lxml.html.HtmlElement]:
    """The data page of a reading room that is served as long as it is looked at."""
    folder = build(tmp_path_factory.mktemp("examples"), list(ROWS))
    publish(folder)
    with serving(folder) as address, urlopen(f"{address}/data?lang=en") as answer:
        yield lxml.html.document_fromstring(answer.read().decode())


def example(page: lxml.html.HtmlElement, heading: str) -> str:
    """The text below a heading, as a reader copies it."""
    [found] = page.xpath(f"//h3[.='{heading}']/following-sibling::pre[1]")
    return str(found.text_content())


def run(command: Sequence[str | Path], folder: Path, typed: str = "") -> str:
    """What a program prints; it may not complain."""
    variables = {"PATH": os.environ["PATH"], "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=folder, input=typed, env=variables, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def read(folder: Path) -> list[tuple[str, ...]]:
    """The rows of the table that was read, without its header."""
    with (folder / "read.csv").open(encoding="utf-8", newline="") as lines:
        return [tuple(row) for row in csv.reader(lines)][1:]


def opened(table: Path, as_text: Sequence[int] = ()) -> list[list[str]]:
    """The cells as LibreOffice shows them that opens ``table`` as the page says: separated by commas, UTF-8.

    :param as_text: columns, from 1 on, that are made text
    """
    comma, quotation_mark, utf8, first_line, text = 44, 34, 76, 1, 2  # LibreOffice's numbers
    csv_of = f"{comma},{quotation_mark},{utf8},{first_line}"
    folder = table.parent / "shown"
    run(
        ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         f"--infilter=CSV:{csv_of},{'/'.join(f'{column}/{text}' for column in as_text)}",
         "--convert-to", f"csv:Text - txt - csv (StarCalc):{csv_of}", "--outdir", folder, table],
        table.parent,
    )  # fmt: skip
    with (folder / table.name).open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def test_curl(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    printed = run(["bash", "-e", "-c", example(page, "Download and check with curl")], tmp_path)
    assert printed == "articles.jsonl.gz: OK\n"
    records = map(json.loads, gzip.decompress((tmp_path / "articles.jsonl.gz").read_bytes()).splitlines())
    got = [
        (str(each["id"]), each["region_code"], each["title"], each["body"], each["published"] or "") for each in records
    ]
    assert got == WHOLE


def test_curl_fetches_a_whole_release(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    run(["bash", "-e", "-c", example(page, "Download a whole release and check every bit of it")], tmp_path)
    assert differences(tmp_path) == []


def test_pandas(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    typed = f"{example(page, 'Read with Python and pandas')}\n{PYTHON}\n"
    printed = run(["/usr/bin/python3", "-q", "-i", "-W", "error"], tmp_path, typed)
    assert {office: int(count) for office, count in re.findall(r"(\S+) +(\d+)\n", printed)} == PER_OFFICE
    assert read(tmp_path) == WHOLE


def test_r(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    (tmp_path / "example.R").write_text(f"options(warn = 2)\n{example(page, 'Read with R')}\n{R}", encoding="utf-8")
    printed = run(["Rscript", "example.R"], tmp_path).split()
    offices, counts = (
        (word for word in printed if not word.isdigit()),
        (int(word) for word in printed if word.isdigit()),
    )
    assert dict(zip(offices, counts, strict=True)) == PER_OFFICE
    assert read(tmp_path) == [(*row, row[-1][:10]) for row in WHOLE]


def test_spreadsheet(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    [address] = re.findall(r'"(http://.+/articles\.csv)"', example(page, "Read with R"))
    urlretrieve(address, tmp_path / "articles.csv")
    [advice] = page.xpath("//h3[.='Open in a spreadsheet']/following-sibling::p[1]/text()")
    names = (tmp_path / "articles.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    columns = [number for number, name in enumerate(names, 1) if re.search(rf"\b{name}\b", advice)]
    header, *rows = opened(tmp_path / "articles.csv", as_text=columns)
    assert header == names
    places = [header.index(name) for name in ("id", "region_code", "title", "body", "published")]
    assert [tuple(row[place] for place in places) for row in rows] == WHOLE


def test_spreadsheet_of_a_search(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    [address] = re.findall(r'^=IMPORTDATA\("(.+)"\)$', example(page, "Open in a spreadsheet"))
    urlretrieve(address, tmp_path / "cari.csv")
    header, *rows = opened(tmp_path / "cari.csv")
    titles = [row["title"] for row in reversed(ROWS) if "merah putih" in row["title"].lower()]
    assert [row[header.index("title")] for row in rows] == titles


def test_datasette(page: lxml.html.HtmlElement, tmp_path: Path) -> None:
    commands = example(page, "Ask directly through Datasette’s API").splitlines()
    found, array, table = (run(["bash", "-e", "-c", f"{command} --silent"], tmp_path) for command in commands)
    in_2025 = [row["id"] for row in reversed(ROWS) if row["year"] == 2025 and mentions(row)]
    assert [hit["id"] for hit in json.loads(found)["hits"]] == in_2025
    assert len(json.loads(array)) == 10
    assert all(mentions(row) for row in json.loads(array))
    offices = [row["office"] for row in csv.DictReader(table.splitlines(keepends=True))]
    assert Counter(offices) == {offices[0]: PER_OFFICE[offices[0]]}


def mentions(row: Article) -> bool:
    """Whether it says "koperasi"."""
    return "koperasi" in f"{row['title']} {row['body']}".lower()
