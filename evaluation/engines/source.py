"""What every static engine gets: the posts as Markdown, their pictures, and the site's name."""

from __future__ import annotations

from pathlib import Path

from evaluation import images, markup
from evaluation.post import Post

HOME = "https://koperasi.example"
TITLE = "Dinas Koperasi dan Usaha Mikro"


def text(post: Post) -> str:
    """The post as Markdown, its main picture with caption first: static engines have no such field."""
    main = f"{markup.figure(f'/images/{post.image}', post.caption)}\n\n" if post.image and post.caption else ""
    return main + markup.markdown(list(post.blocks), images="/images/")


def draw(post: Post, folder: Path) -> None:
    """Write all pictures of a post into a folder."""
    for name in post.images:
        images.save(name, folder)
