"""Hexo renders the corpus."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from evaluation import cache
from evaluation.corpus import Part, Rendered
from evaluation.engines import source
from evaluation.engines.source import HOME, TITLE, draw, text
from evaluation.post import Post
from evaluation.processes import run

THEMES = ("landscape", "next", "butterfly", "fluid")
PACKAGES = Path(__file__).with_name("hexo-package.json")

SETTINGS = {
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
    """One part a theme."""
    recipe = (Path(__file__), Path(source.__file__), PACKAGES)
    return [Part(f"hexo-{theme}", recipe, partial(_render, theme)) for theme in THEMES]


def _render(theme: str, posts: Sequence[Post], work: Path) -> Iterable[Rendered]:
    modules = _modules()
    shutil.copy(PACKAGES, work / "package.json")
    (work / "node_modules").symlink_to(modules)
    (work / "_config.yml").write_text(json.dumps(SETTINGS | {"theme": theme}), encoding="utf-8")
    dated = [post for post in posts if post.date]  # Hexo invents a date for a page without one
    for post in dated:
        file = work / "source" / "_posts" / f"{post.slug}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_source(post), encoding="utf-8")
        draw(post, work / "source" / "images")
    run(["node", modules / "hexo" / "bin" / "hexo", "generate"], cwd=work, env=os.environ | {"TZ": "Asia/Jakarta"})
    for post in dated:
        path = f"{post.date:%Y/%m/%d}/{post.slug}/"
        yield Rendered(post, f"{HOME}/{path}", (work / "public" / path / "index.html").read_bytes())


def _modules() -> Path:
    folder = cache.FOLDER / "hexo"

    def make() -> None:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(PACKAGES, folder / "package.json")
        run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"], cwd=folder)

    cache.once(folder, cache.fingerprint(PACKAGES.read_bytes()), make)
    return folder / "node_modules"


def _source(post: Post) -> str:
    fields = {
        "title": post.title,
        "date": f"{post.date:%Y-%m-%d %H:%M:%S}",
        "tags": list(post.tags),
        "categories": [post.category] if post.category else [],
        "author": post.author,
        "cover": f"/images/{post.image}" if post.image else None,
    }
    head = "\n".join(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
    return f"---\n{head}\n---\n\n{text(post)}\n"
