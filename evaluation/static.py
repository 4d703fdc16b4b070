"""Static engines render the corpus: Nikola and Pelican from PyPI, Hexo from npm, two themes each.

Each gets a folder with the posts in its own front matter, an office's settings with the menu and lists that the theme
has, and Indonesian as its language; what it then writes is read back as it is.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from evaluation import cache, images, markup
from evaluation.corpus import Part, Rendered
from evaluation.post import Post
from evaluation.processes import run

HOME = "https://koperasi.example"
TITLE = "Dinas Koperasi dan Usaha Mikro"
HEXO_PACKAGES = Path(__file__).parent / "hexo-package.json"

NIKOLA_SETTINGS = """
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
NAVIGATION_LINKS = {{"id": (("/", "Beranda"), ("/archive.html", "Arsip"), ("/kategori/", "Kategori"), ("/rss.xml", "RSS"))}}
DATE_FORMAT = "d MMMM yyyy HH:mm"
DATE_FANCINESS = 0
GENERATE_RSS = True
COMMENT_SYSTEM = ""
CONTENT_FOOTER = "{title}. Jalan Pahlawan 12, telepon (0335) 555-0190."
THUMBNAIL_SIZE = 180
"""

PELICAN_SETTINGS = """
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

HEXO_SETTINGS = {
    "title": TITLE,
    "subtitle": "Berita koperasi dan usaha mikro",
    "author": TITLE,
    "language": ["id", "en"],  # landscape has no Indonesian
    "timezone": "Asia/Jakarta",
    "url": HOME,
    "permalink": ":year/:month/:day/:title/",
    "date_format": "D MMMM YYYY",
    "time_format": "HH:mm",
    "per_page": 10,
    "updated_option": "date",
    "archive_dir": "archives",
    "category_dir": "kategori",
    "tag_dir": "tag",
    "marked": {"smartypants": True},
}


def parts() -> list[Part]:
    """Every engine and theme of this module."""
    here, pinned = Path(__file__), cache.REQUIREMENTS
    return [
        *(Part(f"nikola-{theme}", (here, pinned), partial(_nikola, theme)) for theme in ("bootblog4", "base")),
        *(Part(f"pelican-{theme}", (here, pinned), partial(_pelican, theme)) for theme in ("notmyidea", "reflex")),
        *(Part(f"hexo-{theme}", (here, HEXO_PACKAGES), partial(_hexo, theme)) for theme in ("landscape", "next")),
    ]


def _nikola(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    (work / "conf.py").write_text(NIKOLA_SETTINGS.format(title=TITLE, home=HOME, theme=theme), encoding="utf-8")
    dated = [post for post in posts if post.date]  # Nikola wants a date for every page, and prints it in its head
    for post in dated:
        file = work / "posts" / f"{post.slug}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(_nikola_source(post), encoding="utf-8")
        _draw(post, work / "images")
    run([cache.venv() / "nikola", "build", "-n", "1"], cwd=work)
    for post in dated:
        path = f"berita/{post.slug}/"
        yield Rendered(post, f"{HOME}/{path}", (work / "output" / path / "index.html").read_bytes())


def _nikola_source(post: Post) -> str:
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
    return f"<!--\n{head}\n-->\n\n{_text(post)}\n"


def _pelican(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    programs = cache.venv()
    bundled = run([programs / "python", "-c", f"import pelican, {_REFLEX} as r; print(r.__path__[0])"]).strip()
    settings = PELICAN_SETTINGS.format(title=TITLE, home=HOME, theme=bundled if theme == "reflex" else theme)
    (work / "pelicanconf.py").write_text(settings, encoding="utf-8")
    for post in posts:
        file = work / "content" / ("berita" if post.date else "pages") / f"{post.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_pelican_source(post), encoding="utf-8")
        _draw(post, work / "content" / "images")
    run([programs / "pelican", "-s", "pelicanconf.py"], cwd=work, env=_indonesian(work))
    for post in posts:
        path = f"artikel/{post.slug}.html" if post.date else f"pages/{post.slug}.html"
        yield Rendered(post, f"{HOME}/{path}", (work / "output" / path).read_bytes())


_REFLEX = "pelican.themes.reflex"


def _indonesian(work: Path) -> dict[str, str]:
    """An environment in which the C library knows Indonesian names of days and months, without installing a locale."""
    locales = work / "locales"
    locales.mkdir()
    run(["localedef", "--inputfile=id_ID", "--charmap=UTF-8", locales / "id_ID.UTF-8"])
    return os.environ | {"LOCPATH": str(locales), "LC_ALL": "id_ID.UTF-8"}


def _pelican_source(post: Post) -> str:
    fields = {
        "Title": post.title,
        "Slug": post.slug,
        "Date": f"{post.date:%Y-%m-%d %H:%M}" if post.date else "",
        "Tags": ", ".join(post.tags),
        "Category": post.category or "",
        "Author": post.author or "",
    }
    head = "\n".join(f"{name}: {value}" for name, value in fields.items() if value)
    return f"{head}\n\n{_text(post)}\n"


def _hexo(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    modules = _hexo_modules()
    shutil.copy(HEXO_PACKAGES, work / "package.json")
    (work / "node_modules").symlink_to(modules)
    (work / "_config.yml").write_text(json.dumps(HEXO_SETTINGS | {"theme": theme}), encoding="utf-8")
    dated = [post for post in posts if post.date]  # Hexo invents a date for a page without one
    for post in dated:
        file = work / "source" / "_posts" / f"{post.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_hexo_source(post), encoding="utf-8")
        _draw(post, work / "source" / "images")
    run(["node", modules / "hexo" / "bin" / "hexo", "generate"], cwd=work, env=os.environ | {"TZ": "Asia/Jakarta"})
    for post in dated:
        path = f"{post.date:%Y/%m/%d}/{post.slug}/"
        yield Rendered(post, f"{HOME}/{path}", (work / "public" / path / "index.html").read_bytes())


def _hexo_modules() -> Path:
    folder = cache.FOLDER / "hexo"

    def make() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(HEXO_PACKAGES, folder / "package.json")
        run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"], cwd=folder)

    cache.once(folder, cache.fingerprint(HEXO_PACKAGES.read_bytes()), make)
    return folder / "node_modules"


def _hexo_source(post: Post) -> str:
    fields = {
        "title": post.title,
        "date": f"{post.date:%Y-%m-%d %H:%M:%S}",
        "tags": list(post.tags),
        "categories": [post.category] if post.category else [],
        "author": post.author,
        "cover": f"/images/{post.image}" if post.image else None,
    }
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"---\n{head}\n---\n\n{_text(post)}\n"


def _text(post: Post) -> str:
    """The post as Markdown, its main picture with caption first: static engines have no such field."""
    main = f"{markup.figure(f'/images/{post.image}', post.caption)}\n\n" if post.image and post.caption else ""
    return main + markup.markdown(list(post.blocks), images="/images/")


def _draw(post: Post, folder: Path) -> None:
    for name in post.images:
        images.save(name, folder)
