"""Nikola renders the corpus."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from evaluation import cache
from evaluation.corpus import Part, Rendered
from evaluation.engines import source
from evaluation.engines.source import HOME, TITLE, draw, text
from evaluation.post import Post
from evaluation.processes import run

THEMES = ("bootblog4", "bootstrap4", "base")

SETTINGS = """
BLOG_AUTHOR = BLOG_TITLE = {title!r}
SITE_URL = {home!r} + "/"
BLOG_EMAIL = "sekretariat@koperasi.example"
BLOG_DESCRIPTION = "Berita koperasi dan usaha mikro"
DEFAULT_LANG = "id"
TRANSLATIONS = {{"id": ""}}
TIMEZONE = "Asia/Jakarta"
THEME = {theme!r}
POSTS = (("posts/*.md", "berita", "post.tmpl"),)
PAGES = ()
COMPILERS = {{"markdown": (".md",)}}
MARKDOWN_EXTENSIONS = ["markdown.extensions.extra"]
NAVIGATION_LINKS = {{
    "id": (("/", "Beranda"), ("/archive.html", "Arsip"), ("/categories/", "Kategori"), ("/rss.xml", "RSS"))
}}
DATE_FORMAT = "d MMMM yyyy HH:mm"
DATE_FANCINESS = 0
GENERATE_RSS = True
COMMENT_SYSTEM = ""
CONTENT_FOOTER = "{title}. Jalan Pahlawan 12, telepon (0335) 555-0190."
THUMBNAIL_SIZE = 180
"""


def parts() -> list[Part]:
    """One part a theme."""
    recipe = (Path(__file__), Path(source.__file__), cache.REQUIREMENTS)
    return [Part(f"nikola-{theme}", recipe, partial(_render, theme)) for theme in THEMES]


def _render(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    (work / "conf.py").write_text(SETTINGS.format(title=TITLE, home=HOME, theme=theme), encoding="utf-8")
    dated = [post for post in posts if post.date]  # Nikola wants a date for every page, and prints it in its head
    for post in dated:
        file = work / "posts" / f"{post.slug}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_source(post), encoding="utf-8")
        draw(post, work / "images")
    run([cache.venv() / "nikola", "build", "-n", "1"], cwd=work)
    for post in dated:
        path = f"berita/{post.slug}/"
        yield Rendered(post, f"{HOME}/{path}", (work / "output" / path / "index.html").read_bytes())


def _source(post: Post) -> str:
    fields = {
        "title": post.title,
        "slug": post.slug,
        "date": f"{post.date:%Y-%m-%d %H:%M:%S} UTC+07:00",
        "tags": ", ".join(post.tags),
        "category": post.category or "",
        "author": post.author or "",
        "previewimage": f"/images/{post.image}" if post.image else "",
    }
    head = "\n".join(f".. {name}: {value}" for name, value in fields.items())
    return f"<!--\n{head}\n-->\n\n{text(post)}\n"
