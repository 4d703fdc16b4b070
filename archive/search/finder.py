# ruff: noqa: S608 - tables and conditions are written here; what was typed is always a parameter
"""One query's answer, read from the index: positions in an order, how many there are, what lists show of them."""

from __future__ import annotations

import copy
import dataclasses
import re
import sqlite3
from collections.abc import Sequence
from typing import Any

from archive.search.expansion import expand
from archive.search.hit import COLUMNS, Hit
from archive.search.marks import CLOSE, OPEN, Marked
from archive.search.query import Query, any_of, match
from archive.search.scope import Scope

COUNTED = 10_000  # matches; beyond, the total says "at least"
COUNTED_PHRASES = 1_000  # matches where words have to follow each other, which is looked up in each article
WALKED = 20_000  # matches are asked whether they pass the filters, for the total
RANKED = 5_000  # matches, the newest, are ranked by relevance
SAMPLE = 1_000  # articles, the newest, tell how common a word is
COMMON = 0.3  # share of articles from which a word no longer ranks
TITLE_WEIGHT = 10.0  # a word in the title counts as much as ten in the body
SNIPPET_WORDS = 30
LEAD_CHARACTERS = 240
_SOURCES = {"region_code": "o.code", "region": "o.region"}
_SELECTED = ", ".join(f"{_SOURCES.get(name, f'a.{name}')} AS {name}" for name in COLUMNS)
# The columns that filters read, without the texts.
NARROW = "articles AS a INDEXED BY idx_articles_position_office_category_published_year"
_SPACE = re.compile(r"\s+")


class Finder:
    """Answers one query on one connection."""

    def __init__(self, db: sqlite3.Connection, query: Query, scope: Scope) -> None:
        self.typed = query
        self.expanded = expand(db, query)
        self.query = self.expanded.query
        self.match = self.query.match
        self.scope = scope
        self.cursor = db.cursor()
        self.cursor.row_factory = None  # whatever the caller's connection makes of rows

    def positions(self, order: str, limit: int, offset: int) -> list[int]:
        """Return positions of matching articles, in ``order``."""
        if order == "relevance" and self.match:
            return self._ranked(limit, offset)
        if order != "oldest" and (near := self._near()):
            sql, parameters = near._walk("DESC")  # noqa: SLF001 - another finder
            found = self._column(f"{sql} LIMIT ? OFFSET ?", (*parameters, limit, offset))
            if len(found) == limit:
                return found
        sql, parameters = self._walk("ASC" if order == "oldest" else "DESC")
        return self._column(f"{sql} LIMIT ? OFFSET ?", (*parameters, limit, offset))

    def total(self, offset: int, positions: Sequence[int], limit: int) -> tuple[int, bool]:
        """Return how many articles match, and whether there may be more.

        :param positions: what was found after ``offset`` where ``limit`` were asked for: fewer are the last ones
        """
        end = offset + len(positions)
        if len(positions) < limit and end < RANKED and (positions or not offset):
            return end, False
        count, at_least = self._count()
        return max(count, end if positions else 0), at_least

    def _count(self) -> tuple[int, bool]:
        if self.match is None:
            near = self._near()
            condition, parameters = (near or self)._condition()  # noqa: SLF001 - another finder
            count, more = self._capped(f"SELECT 1 FROM articles AS a WHERE {condition}", parameters, COUNTED)
            return count, more or near is not None
        if not self.scope.sql:
            phrases = any(" " in term.text for group in self.query.groups for term in group)
            return self._capped(*self._walk("DESC"), COUNTED_PHRASES if phrases else COUNTED)
        sql = f"""
            SELECT count(*), ifnull(sum(passes), 0) FROM (
                SELECT ({self.scope.sql}) IS TRUE AS passes
                FROM articles_fts AS f CROSS JOIN {NARROW} ON a.position = f.rowid
                WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ? ORDER BY f.rowid DESC LIMIT ?
            )
        """
        parameters = (*self.scope.parameters, self.match, self.scope.low, self.scope.high, WALKED)
        walked, count = self._rows(sql, parameters)[0]
        return count, walked == WALKED

    def hits(self, positions: Sequence[int]) -> list[Hit]:
        """Read what lists show of the articles at ``positions``, in that order."""
        if not positions:
            return []
        marks = ", ".join("?" * len(positions))
        if self.match:
            # One walk over the page: asked for a row by its number, FTS5 would read the words' lists anew for each.
            sql = f"""
                SELECT f.rowid, highlight(articles_fts, 0, '{OPEN}', '{CLOSE}'),
                    snippet(articles_fts, 1, '{OPEN}', '{CLOSE}', '…', {SNIPPET_WORDS}), {_SELECTED}
                FROM articles_fts AS f CROSS JOIN articles AS a ON a.position = f.rowid
                JOIN offices AS o ON o.id = a.office
                WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ? AND +f.rowid IN ({marks})
            """
            rows = self._rows(sql, (self.match, min(positions), max(positions), *positions))
        else:
            sql = f"""
                SELECT a.position, a.title, substr(a.body, 1, {LEAD_CHARACTERS}), {_SELECTED}
                FROM articles AS a JOIN offices AS o ON o.id = a.office
                WHERE a.position IN ({marks})
            """
            rows = self._rows(sql, positions)
        found = {position: _hit(title, snippet, values) for position, title, snippet, *values in rows}
        return [found[position] for position in positions if position in found]

    def _walk(self, direction: str) -> tuple[str, tuple[Any, ...]]:
        """Return the query that walks the matching positions one by one, and its parameters."""
        scope = self.scope
        if self.match is None:
            condition, parameters = self._condition()
            sql = f"SELECT a.position FROM articles AS a WHERE {condition} ORDER BY a.position {direction}"
            return sql, parameters
        join = f"CROSS JOIN {NARROW} ON a.position = f.rowid" if scope.sql else ""
        sql = f"""
            SELECT f.rowid AS position FROM articles_fts AS f {join}
            WHERE f.articles_fts MATCH ? AND f.rowid BETWEEN ? AND ? {f"AND {scope.sql}" if scope.sql else ""}
            ORDER BY f.rowid {direction}
        """
        return sql, (self.match, scope.low, scope.high, *scope.parameters)

    def _near(self) -> Finder | None:
        """Return a finder for the newest articles alone, where a query says only what they must be without.

        All articles with such a word would have to be known before the first without it is found.
        """
        if self.match is not None or not self.query.without:
            return None
        sql = "SELECT position FROM articles WHERE position BETWEEN ? AND ? ORDER BY position DESC LIMIT 1 OFFSET ?"
        start = self._column(sql, (self.scope.low, self.scope.high, WALKED))
        if not start:
            return None
        near = copy.copy(self)
        near.scope = dataclasses.replace(self.scope, low=start[0])
        return near

    def _condition(self) -> tuple[str, tuple[Any, ...]]:
        """Return the condition on ``articles AS a`` of a query in which no word has to match, and its parameters."""
        conditions, parameters = ["true"], [*self.scope.parameters]
        if self.scope.sql:
            conditions.append(self.scope.sql)
        if self.scope.is_bounded:  # else a smaller index will do for counting
            conditions.append("a.position BETWEEN ? AND ?")
            parameters += [self.scope.low, self.scope.high]
        if self.query.without:
            unwanted = "SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND rowid BETWEEN ? AND ?"
            conditions.append(f"a.position NOT IN ({unwanted})")
            parameters += [any_of(self.query.without), self.scope.low, self.scope.high]
        return " AND ".join(conditions), tuple(parameters)

    def _capped(self, sql: str, parameters: tuple[Any, ...], most: int) -> tuple[int, bool]:
        [count] = self._column(f"SELECT count(*) FROM ({sql} LIMIT ?)", (*parameters, most + 1))
        return min(count, most), count > most

    def _ranked(self, limit: int, offset: int) -> list[int]:
        """Return the best of the newest matches: by bm25 of the rare words, else title hits first."""
        sql, parameters = self._walk("DESC")
        found = f"WITH found(position) AS MATERIALIZED ({sql} LIMIT {RANKED})"
        rare = match(group for group in self.query.groups if not self._is_common(any_of(group)))
        if rare:
            sql = f"""
                {found} SELECT f.rowid FROM articles_fts AS f
                WHERE f.articles_fts MATCH ? AND f.rowid >= (SELECT min(position) FROM found)
                    AND +f.rowid IN (SELECT position FROM found)
                ORDER BY bm25(articles_fts, {TITLE_WEIGHT}, 1.0), f.rowid DESC LIMIT ? OFFSET ?
            """
            return self._column(sql, (*parameters, rare, limit, offset))
        titles = f"title : ({match(self.query.groups)})"
        sql = f"""
            {found} SELECT position FROM found
            ORDER BY position IN (
                SELECT rowid FROM articles_fts
                WHERE articles_fts MATCH ? AND rowid >= (SELECT min(position) FROM found)
            ) DESC, position DESC LIMIT ? OFFSET ?
        """
        return self._column(sql, (*parameters, titles, limit, offset))

    def _is_common(self, expression: str) -> bool:
        sql = """
            SELECT count(*), (SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ? AND rowid >= min(position))
            FROM (SELECT position FROM articles ORDER BY position DESC LIMIT ?)
        """
        articles, matches = self._rows(sql, (expression, SAMPLE))[0]
        return bool(matches > COMMON * articles)

    def _rows(self, sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
        return self.cursor.execute(sql, parameters).fetchall()

    def _column(self, sql: str, parameters: Sequence[Any]) -> list[int]:
        return [row[0] for row in self._rows(sql, parameters)]


def _hit(title: str, snippet: str, values: Sequence[Any]) -> Hit:
    return Hit(*values, marked_title=Marked(title), snippet=Marked(_SPACE.sub(" ", snippet).strip()))  # type: ignore[misc]
