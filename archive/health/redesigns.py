"""Since when a site looks different: what ``archive.db`` knows of the layouts in ``crawl.db``."""

from __future__ import annotations

from sqlite_utils import Database

# A site's first layout is no redesign. Layouts of an older reader's form may stand beside the present ones.
_LATER_LAYOUTS = """
    WITH layouts AS (
        SELECT office, site, first_snapshot,
            row_number() OVER (PARTITION BY office, site ORDER BY first_snapshot) - 1 AS number
        FROM templates WHERE version = (SELECT max(version) FROM templates)
    )
    SELECT l.office, l.site, l.number, s.fetched_at FROM layouts AS l JOIN snapshots AS s ON s.id = l.first_snapshot
    WHERE l.number > 0
"""


def follow_redesigns(crawl: Database, archive: Database) -> None:
    """Make the table ``redesigns`` of ``archive.db`` say what ``crawl.db`` knows."""
    found = crawl.conn.execute(_LATER_LAYOUTS).fetchall()
    with archive.atomic():
        archive.conn.execute("DELETE FROM redesigns")
        archive.conn.executemany("INSERT INTO redesigns VALUES (?, ?, ?, ?)", found)
