"""The truth about the practice articles: one Markdown-like file each, with TOML front matter between ``+++`` lines."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path

from demo.blocks import Block, read_blocks
from demo.indonesian import WIB, slug

ARTICLES = Path(__file__).parent / "articles"


@dataclass(frozen=True, slots=True)
class PracticeArticle:
    """One news item as its author meant it.

    :param published: a date where the page shows only a day, else a datetime with offset
    :param modified: last edit, for families that tell it; ``None``: never edited
    :param event: first and last day of what it reports
    :param images: captions, the first belongs to the main picture
    :param attachments: titles of the PDF documents it links to
    :param about: whether it concerns the cooperative office (portals carry everything)
    :param author: in the Jombang family it stands in the text, as ``Reporter : name`` or ``(nf/dinkopum)`` at the end
    :param dateline: Jombang family: the page shows its date in the text alone
    :param alias: Jombang family: category segment of a second address that lists also use
    :param night: first night on which it stands on the site
    """

    office: str
    id: int
    slug: str
    title: str
    published: date | datetime
    body: str
    category: str | None = None
    author: str | None = None
    modified: datetime | None = None
    event: tuple[date, date] | None = None
    images: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    about: bool = True
    dateline: bool = False
    alias: str | None = None
    night: int = 1

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body's paragraphs, lists and tables."""
        return read_blocks(self.body)

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The body's lines as a reader sees them."""
        return tuple(line for block in self.blocks for line in block.lines)

    @property
    def published_on(self) -> date:
        """The day of publication in the site's zone."""
        return self.published.date() if isinstance(self.published, datetime) else self.published

    @property
    def changed_at(self) -> datetime:
        """When it was last changed, at its publication if never since; midnight where the page shows only a day."""
        if isinstance(self.published, datetime):
            return self.modified or self.published
        return self.modified or datetime.combine(self.published, time(tzinfo=WIB))

    @property
    def teaser(self) -> str:
        """The first words, as lists and related boxes show them."""
        words = self.paragraphs[0].split()
        return " ".join(words[:24]) + ("…" if len(words) > 24 else "")

    def image_path(self, number: int) -> str:
        """File name of a picture below the family's upload folder."""
        return f"{self.published_on:%Y/%m}/{self.id}-{number}-{slug(self.title, 40)}.png"

    def attachment_path(self, title: str) -> str:
        """File name of a document below the family's upload folder."""
        return f"{self.published_on:%Y/%m}/{slug(title, 60)}.pdf"


def read_article(path: Path) -> PracticeArticle:
    """Read one source file; its folder names the office.

    :raises ValueError: if the front matter is missing or holds a key that no article has
    """
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    facts = tomllib.loads(head)
    try:
        event = facts.pop("event", None)
        return PracticeArticle(
            office=path.parent.name,
            body=body.strip(),
            event=(event[0], event[-1]) if event else None,
            images=tuple(facts.pop("images", ())),
            attachments=tuple(facts.pop("attachments", ())),
            **facts,
        )
    except TypeError as error:
        raise ValueError(f"{path}: {error}") from error


@cache
def load_articles(office: str) -> tuple[PracticeArticle, ...]:
    """All articles of one practice office, every night's, newest first."""
    articles = [read_article(path) for path in (ARTICLES / office).glob("*.md")]
    return tuple(sorted(articles, key=_recency, reverse=True))


def _recency(article: PracticeArticle) -> tuple[date, int]:
    return article.published_on, article.id
