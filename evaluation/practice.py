"""The practice offices' part of the corpus: fetched over loopback, with their own record of the truth."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.request import urlopen

from demo import offices
from demo.offices import ExpectedArticle
from demo.server import serve
from evaluation import cache, corpus
from evaluation.corpus import Page


def build() -> dict[str, list[Page]]:
    """The pages of every practice office on the first night, one part each."""
    code = [path.read_bytes() for path in sorted(Path(offices.__file__).parent.rglob("*.*")) if path.suffix != ".pyc"]
    folder = corpus.FOLDER / "practice"
    cache.once(folder, cache.fingerprint(Path(__file__).read_bytes(), *code), lambda: _fetch(folder))
    return {f"practice-{path.parent.name}": corpus.load(path.parent) for path in sorted(folder.glob("*/manifest.json"))}


def _fetch(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    parts: dict[str, list[Page]] = defaultdict(list)
    with serve() as server:
        for article in offices.expected():
            name = article.office.removeprefix("praktik-")
            file = folder / name / f"{article.id}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            url = server.url(article.office, article.path)
            with urlopen(url) as answer:  # noqa: S310  a loopback address
                file.write_bytes(answer.read())
                encoding = answer.headers.get_content_charset()
            parts[name].append(_label(article, Page(str(file), url, encoding, article.title, (), None)))
    for name, pages in parts.items():
        corpus.save(pages, folder / name)


def _label(article: ExpectedArticle, page: Page) -> Page:
    """The truth about a page; captions are put where the page shows them."""
    markup = _decoded(Path(page.file).read_bytes())
    day = date.fromisoformat(article.published[:10])
    return replace(
        page,
        text=tuple(_in_page_order(article.paragraphs, article.images, corpus.visible(markup))),
        optional=article.attachments,
        published=day.isoformat() if corpus.shows(markup, day) else None,
    )


def _in_page_order(paragraphs: Sequence[str], captions: Sequence[str], words: str) -> list[str]:
    """Paragraphs with each caption before the first paragraph that the page shows after it."""
    pieces, place = [], 0
    waiting = sorted(captions, key=words.find)
    for paragraph in paragraphs:
        found = words.find(" ".join(corpus.fold(paragraph).split()[:4]), place)
        place = found if found >= 0 else place
        while waiting and words.find(waiting[0]) < place:
            pieces.append(waiting.pop(0))
        pieces.append(paragraph)
    return pieces + waiting


def _decoded(body: bytes) -> str:
    """One practice office still writes Windows-1252, and its headers don't say so."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")
