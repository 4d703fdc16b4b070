"""The posts of the corpus: source text that nobody published, written for this evaluation. They are the truth."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from evaluation import markup

FOLDER = Path(__file__).parent / "posts"


@dataclass(frozen=True, slots=True)
class Post:
    """One post.

    :param slug: last part of its address, ``"kopi-lereng-gunung-tembus-ekspor"``
    :param date: when it was published, with offset; ``None`` for a page that has no date, such as an office's profile
    :param image: file name of the main picture, and the words under it
    """

    slug: str
    title: str
    date: datetime | None
    category: str | None
    author: str | None
    tags: tuple[str, ...]
    image: str | None
    caption: str | None
    blocks: tuple[markup.Block, ...]

    @property
    def images(self) -> list[str]:
        """File names of all its pictures."""
        inside = [block.image for block in self.blocks if block.image]
        return [self.image, *inside] if self.image else inside

    @property
    def body(self) -> list[str]:
        """The truth: the pieces of its text, without the main picture's caption."""
        return markup.pieces(list(self.blocks))


def load(folder: Path = FOLDER) -> list[Post]:
    """All posts, oldest first; pages without a date last."""
    posts = [_read(path) for path in sorted(folder.glob("*.md"))]
    return sorted(posts, key=lambda post: (post.date is None, post.date and post.date.isoformat(), post.slug))


def _read(path: Path) -> Post:
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    fields = tomllib.loads(head)
    date = fields.get("date")
    return Post(
        slug=path.stem[11:] if date else path.stem,
        title=fields["title"],
        date=date,
        category=fields.get("category"),
        author=fields.get("author"),
        tags=tuple(fields.get("tags", ())),
        image=fields.get("image"),
        caption=fields.get("caption"),
        blocks=tuple(markup.read(body)),
    )
