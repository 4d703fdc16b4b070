"""The labelled corpus: pages as some software rendered them, each with the truth about it.

A part of the corpus is one engine with one theme: a folder with the pages' bytes and ``manifest.json``. What an engine
does not print is not asked for: a main picture's caption counts as text, and the date as wanted, where the page has it.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from evaluation import cache, images, markup
from evaluation.post import FOLDER as POSTS
from evaluation.post import Post

FOLDER = cache.FOLDER / "evaluation"
MONTHS_ID = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
    *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
)
MONTHS_EN = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_INVISIBLE = re.compile(r"<(script|style|svg|template)\b.*?</\1\s*>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Rendered:
    """One page as an engine gave it.

    :param encoding: charset of the HTTP header, ``None`` for a file
    """

    post: Post
    url: str
    body: bytes
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One labelled page.

    :param file: path of the page's bytes
    :param text: pieces of the true body in reading order
    :param published: ISO date, ``None`` where the page shows none
    :param optional: titles of attached documents: whether the words of such a link are text is a matter of taste
    """

    file: str
    url: str
    encoding: str | None
    title: str
    text: tuple[str, ...]
    published: str | None
    optional: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One engine with one theme, and how to render posts with it.

    :param name: ``"wordpress-twentytwentyone"``
    :param recipe: files that the pages depend on beside the posts; a change rebuilds the part
    """

    name: str
    recipe: tuple[Path, ...]
    render: Callable[[Sequence[Post], Path], Iterable[Rendered]]

    @property
    def engine(self) -> str:
        """The software: ``"wordpress"``."""
        return self.name.partition("-")[0]


def build(part: Part, posts: Sequence[Post]) -> list[Page]:
    """The pages of a part, rendered if they are not in the cache."""
    folder = FOLDER / part.name
    sources = [path.read_bytes() for path in sorted(POSTS.glob("*.md"))]
    modules = [Path(module) for module in (__file__, images.__file__, markup.__file__)]
    code = [file.read_bytes() for file in (*modules, *part.recipe)]
    cache.once(folder, cache.fingerprint(*sources, *code), lambda: _make(part, posts, folder))
    return load(folder)


def _make(part: Part, posts: Sequence[Post], folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    work = folder / "work"
    work.mkdir(parents=True)
    pages = [_keep(rendered, folder) for rendered in part.render(posts, work)]
    if len(pages) != len({page.url for page in pages}):
        raise ValueError(f"{part.name}: two posts were rendered at one address")
    save(pages, folder)


def _keep(rendered: Rendered, folder: Path) -> Page:
    file = folder / f"{rendered.post.slug}.html"
    file.write_bytes(rendered.body)
    post, text = rendered.post, rendered.body.decode(rendered.encoding or "utf-8")
    caption = (post.caption,) if post.caption and fold(post.caption) in visible(text) else ()
    day = post.date.date() if post.date else None
    return Page(
        file=str(file),
        url=rendered.url,
        encoding=rendered.encoding,
        title=post.title,
        text=(*caption, *post.body),
        published=day.isoformat() if day and shows(text, day) else None,
    )


def save(pages: Sequence[Page], folder: Path) -> None:
    """Write a part's manifest."""
    written = json.dumps([asdict(page) for page in pages], ensure_ascii=False, indent=1)
    (folder / "manifest.json").write_text(written, encoding="utf-8")


def load(folder: Path) -> list[Page]:
    """Read a part's manifest."""
    kept = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [Page(**page | {name: tuple(page[name]) for name in ("text", "optional")}) for page in kept]


def visible(page: str) -> str:
    """All words of a page, folded; what stands in attributes and scripts is no word."""
    return fold(html.unescape(_INVISIBLE.sub(" ", page)))


def shows(page: str, day: date) -> bool:
    """Whether a page has a date anywhere, in words or in its markup."""
    number, year = day.day, day.year
    names = {
        MONTHS_ID[day.month - 1],
        MONTHS_EN[day.month - 1],
        MONTHS_ID[day.month - 1][:3],
        MONTHS_EN[day.month - 1][:3],
    }
    forms = [day.isoformat(), f"{day:%d/%m/%Y}", f"{day:%Y/%m/%d}"]
    for name in names:
        forms += [
            f"{number} {name} {year}",
            f"{number:02} {name} {year}",
            f"{name} {number}, {year}",
            f"{name} {number:02}, {year}",
        ]
    return any(form in page for form in forms)


_SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "\u00a0": " "})


def fold(text: str) -> str:
    """Text with what typographic filters change undone: quotes, dashes, ellipses, white space."""
    return _SPACE.sub(" ", text.translate(_SAME).replace("--", "-")).strip()
