"""WordPress's part of the corpus: one site a theme, with pretty permalinks of three kinds and an office's furniture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from evaluation import editor, wordpress
from evaluation.corpus import Part, Rendered
from evaluation.post import Post
from evaluation.processes import ToolError
from evaluation.wordpress import WordPress

PERMALINKS = {
    "twentytwentyone": "/%year%/%monthnum%/%day%/%postname%/",
    "twentytwentytwo": "/berita/%postname%/",
    "twentytwentythree": "/%postname%/",
}


def parts() -> list[Part]:
    """One part for each theme that Debian packages."""
    recipe = (Path(__file__), Path(wordpress.__file__), Path(editor.__file__), *sorted(wordpress.SCRIPTS.glob("*.php")))
    return [Part(f"wordpress-{theme}", recipe, partial(_render, theme)) for theme in wordpress.THEMES]


def _render(theme: str, posts: Sequence[Post], _: Path) -> Iterable[Rendered]:
    with WordPress(home="http://koperasi.example", theme=theme, permalink=PERMALINKS[theme]) as site:
        stored = site.insert(posts)
        site.furnish()
        for post, kept in zip(posts, stored, strict=True):
            status, body = site.get(kept.url)
            if status != 200:
                raise ToolError(f"{theme}: {kept.url} answered {status}")
            yield Rendered(post, kept.url, body, "utf-8")
