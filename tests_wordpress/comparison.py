"""An archive's articles beside the posts of WordPress's database."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from tests_wordpress.database import Row, plain_words


def archived(database: Path) -> dict[str, sqlite3.Row]:
    """The archive's articles by URL."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = {row["url"]: row for row in connection.execute("SELECT * FROM articles")}
    connection.close()
    return rows


def as_row(article: sqlite3.Row, number: int) -> Row:
    """An archived article in the form in which the database's posts are read."""
    return Row(
        id=number,
        title=article["title"],
        published=datetime.fromisoformat(article["published"]),
        author=article["author"],
        category=article["category"],
        image=article["image_url"],
        words=plain_words(article["body"]),
    )
