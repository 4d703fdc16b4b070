"""What stands in WordPress's own tables, read with MariaDB's client: the truth that the archive is compared with."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from evaluation.scores import words
from evaluation.wordpress import WordPress

_POSTS = """
SELECT p.ID, p.post_title, p.post_date_gmt, u.display_name, COALESCE(file.meta_value, ''), p.post_content,
  (SELECT GROUP_CONCAT(t.name ORDER BY t.name SEPARATOR ', ') FROM wp_terms t JOIN wp_term_taxonomy x USING (term_id)
     JOIN wp_term_relationships r USING (term_taxonomy_id) WHERE r.object_id = p.ID AND x.taxonomy = 'category')
FROM wp_posts p JOIN wp_users u ON u.ID = p.post_author
LEFT JOIN wp_postmeta thumb ON thumb.post_id = p.ID AND thumb.meta_key = '_thumbnail_id'
LEFT JOIN wp_postmeta file ON file.post_id = thumb.meta_value AND file.meta_key = '_wp_attached_file'
WHERE p.post_type = 'post' AND p.post_status = 'publish' ORDER BY p.ID
"""
_LINE_ENDS = re.compile(r"</?(?:p|h\d|li|ul|ol|tr|t[dh]|figure|figcaption|blockquote|img|table)\b[^>]*>")
_NO_WORDS = re.compile(r"<!--.*?-->|<[^>]*>|\[/?caption[^\]]*\]", re.DOTALL)
_PICTURE = re.compile(r'<img src="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """One post.

    :param published: aware, UTC
    :param image: address of the main picture, else of the first one in the text
    :param words: the text's words in lower case
    """

    id: int
    title: str
    published: datetime
    author: str
    category: str
    image: str | None
    words: tuple[str, ...]


def posts(site: WordPress) -> dict[int, Row]:
    """Every published post by its id."""
    rows = {}
    for number, title, published, author, file, content, category in site.sql(_POSTS):
        inside = _PICTURE.search(content)
        image = f"{site.home}/wp-content/uploads/{file}" if file else inside and inside[1]
        rows[int(number)] = Row(
            id=int(number),
            title=html.unescape(title),
            published=datetime.fromisoformat(published).replace(tzinfo=UTC),
            author=author,
            category=html.unescape(category),
            image=image or None,
            words=plain_words(content),
        )
    return rows


def plain_words(content: str) -> tuple[str, ...]:
    """The words of a post's text without its markup."""
    text = html.unescape(_NO_WORDS.sub("", _LINE_ENDS.sub("\n", content)))
    return tuple(words(text.splitlines()))
