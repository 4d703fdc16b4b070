"""Pelican renders the corpus, with Indonesian names of days and months."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from evaluation import cache
from evaluation.corpus import Part, Rendered
from evaluation.engines import source
from evaluation.engines.source import HOME, TITLE, draw, text
from evaluation.post import Post
from evaluation.processes import run

THEMES = {name: f"pelican.themes.{name}" for name in ("notmyidea", "simple", "reflex")}  # where they are packaged

SETTINGS = """
AUTHOR = SITENAME = {title!r}
SITEURL = {home!r}
PATH = "content"
OUTPUT_PATH = "output"
TIMEZONE = "Asia/Jakarta"
DEFAULT_LANG = "id"
LOCALE = ("id_ID.UTF-8",)
DEFAULT_DATE_FORMAT = "%A, %d %B %Y"
THEME = {theme!r}
DISPLAY_PAGES_ON_MENU = True
MENUITEMS = (("Layanan", "/layanan.html"), ("Kontak", "/kontak.html"))
LINKS = (("Pemerintah Kabupaten", "https://kabupaten.example/"), ("Dekopinda", "https://dekopinda.example/"))
SOCIAL = (("Instagram", "https://sosial.example/koperasi"), ("YouTube", "https://video.example/koperasi"))
STATIC_PATHS = ["images"]
ARTICLE_URL = "artikel/{{slug}}.html"
ARTICLE_SAVE_AS = "artikel/{{slug}}.html"
FEED_ALL_ATOM = "feeds/all.atom.xml"
TYPOGRIFY = False
CC_LICENSE = {{}}
"""


def parts() -> list[Part]:
    """One part a theme."""
    recipe = (Path(__file__), Path(source.__file__), cache.REQUIREMENTS)
    return [Part(f"pelican-{theme}", recipe, partial(_render, theme)) for theme in THEMES]


def _render(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    programs = cache.venv()
    code = "import importlib.util, sys; print(importlib.util.find_spec(sys.argv[1]).submodule_search_locations[0])"
    folder = run([programs / "python", "-c", code, THEMES[theme]]).strip()
    settings = SETTINGS.format(title=TITLE, home=HOME, theme=folder)
    (work / "pelicanconf.py").write_text(settings, encoding="utf-8")
    for post in posts:
        file = work / "content" / ("berita" if post.date else "pages") / f"{post.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_source(post), encoding="utf-8")
        draw(post, work / "content" / "images")
    run([programs / "pelican", "-s", "pelicanconf.py"], cwd=work, env=_indonesian(work))
    for post in posts:
        path = f"artikel/{post.slug}.html" if post.date else f"pages/{post.slug}.html"
        yield Rendered(post, f"{HOME}/{path}", (work / "output" / path).read_bytes())


def _indonesian(work: Path) -> dict[str, str]:
    """An environment in which the C library knows Indonesian names of days and months, without installing a locale."""
    locales = work / "locales"
    locales.mkdir()
    run(["localedef", "--inputfile=id_ID", "--charmap=UTF-8", locales / "id_ID.UTF-8"])
    return os.environ | {"LOCPATH": str(locales), "LC_ALL": "id_ID.UTF-8"}


def _source(post: Post) -> str:
    fields = {
        "Title": post.title,
        "Slug": post.slug,
        "Date": f"{post.date:%Y-%m-%d %H:%M}" if post.date else "",
        "Tags": ", ".join(post.tags),
        "Category": post.category or "",
        "Author": post.author or "",
    }
    head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return f"{head}\n\n{text(post)}\n"
