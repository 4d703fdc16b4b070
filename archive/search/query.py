"""What a reader types: words, ``"a phrase"``, ``-without``, ``begin*``, ``this OR that``, ``kantor:jombang``.

Reading only reads: what a word is taken to mean beyond itself is added by ``archive.search.expansion``.

Reading is tolerant: a quotation mark that is never closed closes at the end, punctuation is punctuation, ``10:30`` is
not a filter. Every word reaches FTS5 inside quotation marks, so nothing typed is ever FTS5 syntax.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from archive.search.error import QueryError
from archive.search.filters import FIELDS, NAMED, YES_OR_NO, level, one_of, period

MAX_CHARACTERS = 1000
MAX_WORDS = 32  # those of phrases included
MAX_PREFIXES = 5  # words with an asterisk: each means reading all words that begin so
MIN_PREFIX = 2  # letters before an asterisk: one letter would mean reading most of the index
OR_WORDS = frozenset({"OR", "ATAU", "|"})
AND_WORDS = frozenset({"AND", "&"})
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PIECE = re.compile(
    rf"""(?P<minus>-+(?=[^\s-]))?
    (?: (?P<field>{"|".join(FIELDS)}):[^\S\n]* )?
    (?: "(?P<phrase>[^"]*)(?:"|$)(?P<star>\*)? | (?P<word>[^\s"]+) )?""",
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that follow each other.

    :param prefix: the last one may go on
    :param literal: it was in quotation marks, and is looked for as it stands
    """

    text: str
    prefix: bool = False
    literal: bool = False

    @property
    def fts(self) -> str:
        """The term as FTS5 reads it.

        >>> Term('merah pu', prefix=True).fts
        '"merah pu"*'
        """
        return f'"{self.text}"' + "*" * self.prefix


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query.

    :param groups: all must match; of each group any one term
    :param without: none may match
    :param offices: as typed, any of them; likewise ``categories``; ``levels`` as the table of offices has them
    :param not_offices: none of them; likewise ``not_categories``, ``not_levels``
    :param since: first day, ISO date
    :param until: the day after the last one, ISO date
    :param exact: words are looked for as they are typed, not by other forms and names
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()
    offices: tuple[str, ...] = ()
    not_offices: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    not_categories: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    not_levels: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    exact: bool = False

    @property
    def match(self) -> str | None:
        """The FTS5 expression, ``None`` where no word has to match."""
        return match(self.groups, self.without)


def match(groups: Iterable[Iterable[Term]], without: Iterable[Term] = ()) -> str | None:
    """Return the FTS5 expression for ``groups`` and not ``without``, ``None`` where there are no groups.

    >>> match([[Term("koperasi")], [Term("merah putih"), Term("kdmp")]], [Term("pasar")])
    '("koperasi") AND ("merah putih" OR "kdmp") NOT ("pasar")'
    """
    wanted = " AND ".join(f"({any_of(group)})" for group in groups)
    unwanted = any_of(without)
    if not wanted:
        return None
    return f"{wanted} NOT ({unwanted})" if unwanted else wanted


def any_of(terms: Iterable[Term]) -> str:
    """Return the FTS5 expression for any of ``terms``."""
    return " OR ".join(term.fts for term in terms)


def parse(text: str) -> Query:
    """Read what was typed.

    :raises QueryError: a filter's value can't be read, the text is too long, or an asterisk stands after one letter
    """
    text = _clean(text)
    if len(text) > MAX_CHARACTERS:
        raise QueryError(
            f"the query is longer than {MAX_CHARACTERS} characters; use fewer words",
            f"pencarian lebih dari {MAX_CHARACTERS} huruf; pakailah lebih sedikit kata",
        )
    reader = _Reader()
    for piece in _PIECE.finditer(text):
        if piece.group():
            reader.read(piece)
    return reader.query()


class _Reader:
    """Gathers the pieces of one query."""

    def __init__(self) -> None:
        self.groups: list[list[Term]] = []
        self.without: list[Term] = []
        self.named: dict[str, list[str]] = {sign + kind: [] for kind in NAMED for sign in ("", "-")}
        self.exact = False
        self.since: list[date] = []
        self.until: list[date] = []
        self.words = self.prefixes = 0
        self.joining = False  # the last piece was OR

    def read(self, piece: re.Match[str]) -> None:
        field, phrase, word = piece["field"], piece["phrase"], piece["word"] or ""
        if field:
            self._filter(field.lower(), (word if phrase is None else phrase).strip(), negated=bool(piece["minus"]))
        elif phrase is not None:
            self._term(phrase, prefix=bool(piece["star"]), negated=bool(piece["minus"]), literal=True)
        elif word in OR_WORDS and not piece["minus"]:
            self.joining = bool(self.groups)
            return
        elif word not in AND_WORDS or piece["minus"]:
            self._term(word, prefix=word.endswith("*"), negated=bool(piece["minus"]))
        self.joining = False

    def _term(self, text: str, *, prefix: bool, negated: bool, literal: bool = False) -> None:
        joined = " ".join(words(text))
        if not joined:
            return
        if prefix and len(joined.rpartition(" ")[2]) < MIN_PREFIX:
            raise QueryError(
                f'"{joined}*" would match too much; write at least {MIN_PREFIX} letters before the asterisk',
                f'"{joined}*" terlalu pendek; tulis paling sedikit {MIN_PREFIX} huruf sebelum tanda bintang',
            )
        term = Term(joined, prefix, literal)
        if negated:
            self.without.append(term)
        elif self.joining:
            self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.words += joined.count(" ") + 1
        self.prefixes += prefix
        for count, limit, english, indonesian in (
            (self.words, MAX_WORDS, "words", "kata"),
            (self.prefixes, MAX_PREFIXES, "words with an asterisk", "kata dengan tanda bintang"),
        ):
            if count > limit:
                raise QueryError(
                    f"the query has more than {limit} {english}; use fewer",
                    f"pencarian berisi lebih dari {limit} {indonesian}; pakailah lebih sedikit",
                )

    def _filter(self, name: str, value: str, *, negated: bool) -> None:
        kind = FIELDS[name]
        if not value:
            example = NAMED.get(kind, "ya" if kind == "exact" else "2025-01")
            raise QueryError(
                f'"{name}:" needs a value, like {name}:{example}',
                f'"{name}:" perlu isi, misalnya {name}:{example}',
                f"{name}:{example}",
            )
        if kind in NAMED:
            value = level(value, name) if kind == "level" else value
            self.named["-" * negated + kind].append(value)
        elif negated:
            raise QueryError(
                f'"-{name}:" is not a filter; use {name}: without a minus',
                f'"-{name}:" bukan penyaring; pakailah {name}: tanpa tanda minus',
            )
        elif kind == "exact":
            self.exact = one_of(YES_OR_NO, value, name)
        elif kind == "since":
            self.since.append(period(value)[0])
        else:
            self.until.append(period(value)[1])

    def query(self) -> Query:
        return Query(
            groups=tuple(dict.fromkeys(tuple(dict.fromkeys(group)) for group in self.groups)),
            without=tuple(dict.fromkeys(self.without)),
            offices=tuple(self.named["office"]),
            not_offices=tuple(self.named["-office"]),
            categories=tuple(self.named["category"]),
            not_categories=tuple(self.named["-category"]),
            levels=tuple(self.named["level"]),
            not_levels=tuple(self.named["-level"]),
            since=max(self.since).isoformat() if self.since else None,
            until=min(self.until).isoformat() if self.until else None,
            exact=self.exact,
        )


def words(text: str) -> list[str]:
    """Return the words of ``text`` as FTS5's ``unicode61`` cuts them.

    >>> words("Jum'at 10:30")
    ['Jum', 'at', '10', '30']
    """
    return [word for word in _words(text) if not _is_only_marks(word)]


def _clean(text: str) -> str:
    # Surrogates (undecodable bytes of a command line) and NUL can't reach SQLite.
    text = text.translate(_QUOTES)
    return "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)


def _words(text: str) -> Iterator[str]:
    """Yield the runs of letters and digits, which is where FTS5's ``unicode61`` cuts too."""
    word = ""
    for character in text:
        if unicodedata.category(character)[0] in "LNM" or unicodedata.category(character) == "Co":
            word += character
        else:
            yield word
            word = ""
    yield word


def _is_only_marks(word: str) -> bool:
    # An accent without a letter is no word to FTS5, and a word that isn't there is never found.
    return all(unicodedata.category(character)[0] == "M" for character in word)
