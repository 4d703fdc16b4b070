"""Which addresses of a site are articles: learnt by grouping links by the shape of their paths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scrapers.discovery.shape import COUNTER, YEAR, Address, Shape, read_address, segment_kind, value_kind
from scrapers.discovery.vocabulary import DETAIL_WORDS, NEWS_WORDS, OTHER_WORDS, PAGING_WORDS, words_in

# What is no article where articles stand at the root of a site, or below a category at its root.
_NO_CATEGORY = (
    "category|kategori|tag|page|halaman|author|feed|search|label|profil|profile|tentang|about|galeri|gallery|agenda|"
    "layanan|dokumen|download|unduh|produk|ppid|video|foto|user|wp-[a-z]+"
)
# How the names of pages about the office itself begin; at the root they look like articles.
_INSTITUTION = (
    "tugas-|tupoksi|visi-|struktur-|susunan-|profile?-|sejarah-|standar-|maklumat-|sambutan-|kebijakan-|permohonan-|"
    "informasi-(?:publik|berkala|serta|setiap)|tentang-|about-|kontak-|hubungi-|privacy-|indeks-kepuasan|survei-"
)
_ID_LAST = re.compile(r".*[^\W\d].*[-_](\d+)")
_ID_FIRST = re.compile(r"(\d+)[-_].*[^\W\d].*")
_ID_FIELDS = frozenset(
    {"p", "id", "id_berita", "idberita", "berita", "kode", "slug", "judul", "post", "news", "artikel"}
)
_MIN_SUPPORT = 2  # links of one shape
_MIN_IDS = 3  # slugs that end in a number before the number is taken for an id
_PAGE_NUMBERS = 100  # a bare number below this is as well that of a page

_KIND_WEIGHTS = {"<slug>": 1.0, "<dated>": 1.2, "<counter>": 1.0, "<token>": 0.9}
_KIND_PATTERNS = {
    "<year>": r"(?:19|20)\d\d",
    "<month>": r"\d\d",
    "<number>": r"\d+",
    "<dated>": r"\d{1,2}-\d{1,2}-\d{4}[_-][^/?]+",
    "<any>": r"[^/?]+",
}
_FIELD_PATTERNS = {"<number>": r"=\d+", "<id:slug>": r"=\d+[^&]*"}


@dataclass(frozen=True)
class _Group:
    """Addresses of one shape, as columns: one per segment."""

    addresses: tuple[Address, ...]

    @cached_property
    def columns(self) -> list[tuple[str, ...]]:
        return list(zip(*(address.segments for address in self.addresses), strict=True))

    @cached_property
    def kinds(self) -> list[str]:
        """Per column its kind; a column that varies in words is ``<any>``, a constant one is the word itself."""
        last = len(self.columns) - 1
        kinds: list[str] = []
        for number, column in enumerate(self.columns):
            kind = segment_kind(column[0], last=number == last)
            after_year = bool(kinds) and kinds[-1] in ("<year>", "<month>")
            if kind == "<number>" and after_year and all(len(value) == 2 for value in column):
                kind = "<month>"
            elif len(column) == 1 and number < last and _may_be_category(kind, number):
                kind = "<any>"  # the next article may stand in another category
            elif kind != "<year>" and len(set(column)) == 1 and number < last:
                kind = column[0]
            elif not kind.startswith("<") and len(set(column)) > 1:
                kind = "<any>"
            kinds.append(kind)
        return kinds

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the constant segments, and of what all slugs start with."""
        fixed = [words_in(kind) for kind in self.kinds if not kind.startswith("<")]
        return frozenset().union(*fixed, {(self.prefix or "").lower()} - {""})

    @cached_property
    def prefix(self) -> str | None:
        """A news word that all slugs start with: ``berita`` in ``/berita-pasar-murah.html``."""
        if not self.columns or self.kinds[-1] != "<slug>":
            return None
        starts = {re.split(r"[-_]", slug, maxsplit=1)[0] for slug in self.columns[-1]}
        word = starts.pop() if len(starts) == 1 else ""
        return word if word.lower() in NEWS_WORDS else None

    @cached_property
    def slugs(self) -> list[str]:
        """The last segments without their common prefix."""
        cut = len(self.prefix) + 1 if self.prefix else 0
        return [slug[cut:] for slug in self.columns[-1]]

    @cached_property
    def id_last(self) -> bool:
        """Whether the slugs end in numbers that count something, not in the years that headlines end in."""
        matches = [_ID_LAST.fullmatch(slug) for slug in self.slugs]
        numbers = [match[1] for match in matches if match]
        years = sum(YEAR.fullmatch(number) is not None for number in numbers)
        return _MIN_IDS <= len(matches) == len(numbers) and len(set(numbers)) > len(numbers) // 2 >= years

    @cached_property
    def id_first(self) -> bool:
        return all(map(_ID_FIRST.fullmatch, self.slugs))


def learn_pattern(urls: Iterable[str], *, support: int = _MIN_SUPPORT) -> re.Pattern[str] | None:
    """The pattern that articles' path and query fit, from the links of a list or a site.

    :param urls: absolute, canonical; articles among menus, categories and pages
    :param support: addresses that a shape needs; 1 where they are known to be articles
    :returns: to be searched in path + query; ``None`` where no shape stands out
    """
    groups: defaultdict[Shape, set[Address]] = defaultdict(set)
    for url in urls:
        address = read_address(url)
        if address is not None:
            groups[address.shape].add(address)
    scored: dict[str, float] = {}
    for members in _merged(groups):
        group = _Group(tuple(sorted(members, key=lambda address: (address.segments, address.query))))
        weight = max(_path_weight(group), _query_weight(group))
        if weight > 0 and len(members) >= support:
            scored[_group_pattern(group)] = weight * len(members)
    best = max(scored.values(), default=0.0)
    kept = sorted(pattern for pattern, score in scored.items() if score >= max(best / 3, min(best, _MIN_SUPPORT)))
    if not kept:
        return None
    return re.compile(f"^(?:{'|'.join(kept)})$" if len(kept) > 1 else f"^{kept[0]}$")


def _merged(groups: dict[Shape, set[Address]]) -> list[set[Address]]:
    """Groups that differ in one word, their category, become one."""
    by_rest: defaultdict[tuple[Shape, int], list[Shape]] = defaultdict(list)
    for shape in groups:
        for place, kind in enumerate(shape.kinds[:-1]):
            if _may_be_category(kind, place) and shape.kinds[-1] in (*_KIND_WEIGHTS, "<number>"):
                rest = shape._replace(kinds=(*shape.kinds[:place], "<any>", *shape.kinds[place + 1 :]))
                by_rest[rest, place].append(shape)
    merged: list[set[Address]] = []
    taken: set[Shape] = set()
    for shapes in sorted(by_rest.values(), key=len, reverse=True):
        free = [shape for shape in shapes if shape not in taken]
        if len(free) > 1:
            merged.append(set().union(*(groups[shape] for shape in free)))
            taken.update(free)
    return merged + [members for shape, members in groups.items() if shape not in taken]


def _may_be_category(kind: str, place: int) -> bool:
    """At the root, `berita` and `galeri` are sections of their own; `ekonomi` and `sosial` are categories of one."""
    if kind.startswith("<"):
        return False
    words = words_in(kind)
    return not words & (DETAIL_WORDS | PAGING_WORDS if place else NEWS_WORDS | OTHER_WORDS)


def _path_weight(group: _Group) -> float:
    """How much paths of a shape look like articles: 0 not at all, about 1 for a headline, up to 2.5."""
    if not group.columns:
        return 0.0
    *before, last = group.kinds
    news = bool(group.words & NEWS_WORDS)
    numbered = "<number>" in before
    if last == "<number>":
        weight = _number_weight(group)
    elif numbered and not last.startswith("<"):  # the same tail under each id
        weight = 0.8
    else:
        weight = _KIND_WEIGHTS.get(last, 0.8 if numbered and last == "<any>" else 0.0)
    identified = numbered or (last == "<slug>" and (group.id_last or group.id_first))
    if group.words & OTHER_WORDS and not (identified and len(group.columns) > 1) and not (news and last == "<slug>"):
        return 0.0
    weight += 0.3 * identified + 0.5 * ("<year>" in before)
    return weight * (1.5 if news else 1.0) if weight > 0.3 * identified else 0.0


def _number_weight(group: _Group) -> float:
    """A bare number is an article's where a word or a whole day before it says so, or where pages can't be so many."""
    if group.words & PAGING_WORDS:
        return 0.0
    if group.words & DETAIL_WORDS:
        return 0.8
    largest = max(int(value) for value in group.columns[-1][:1000] if len(value) < 20)
    if largest < _PAGE_NUMBERS:
        return 0.0
    if group.kinds[-4:-1] == ["<year>", "<month>", "<month>"]:
        return 0.8
    return 0.6 if group.words & NEWS_WORDS else 0.0


def _query_weight(group: _Group) -> float:
    """Whether a field of the query is an article's number or name."""
    for position, (name, value) in enumerate(group.addresses[0].query):
        varies = len({address.query[position][1] for address in group.addresses}) > 1
        if varies and name.lower() in _ID_FIELDS and value_kind(name, value).startswith("<"):
            return 0.9
    return 0.0


def _group_pattern(group: _Group) -> str:
    last = len(group.columns) - 1
    pieces = [_segment_pattern(group, number, last=number == last) for number in range(len(group.columns))]
    head = f"(?!(?:{_NO_CATEGORY})/)" if len(pieces) > 1 and group.kinds[0] == "<any>" else ""
    query = _query_pattern(group)
    extension = re.escape(group.addresses[0].extension)
    return f"/{head}{'/'.join(pieces)}{extension or ('/?' if pieces and not query else '')}{query}"


def _segment_pattern(group: _Group, number: int, *, last: bool) -> str:
    kind, column = group.kinds[number], group.columns[number]
    if kind == "<slug>" and last:
        return _slug_pattern(group)
    if kind == "<counter>":
        prefixes = sorted({match[1] for value in column if (match := COUNTER.fullmatch(value))})
        return rf"(?:{'|'.join(prefixes)})\d{{8,}}" if len(prefixes) > 1 else rf"{prefixes[0]}\d{{8,}}"
    if kind == "<token>":
        return _token_pattern(column)
    return _KIND_PATTERNS.get(kind, _KIND_PATTERNS["<any>"]) if kind.startswith("<") else _literal(kind)


def _token_pattern(column: tuple[str, ...]) -> str:
    """Base64 grows with what it encodes; an id of a database has one length."""
    lengths = {len(value) for value in column}
    if any(value.lower().endswith(("=", "%3d")) for value in column):
        return "[^/?]{2,}"
    return rf"[^/?]{{{min(lengths)}}}" if len(lengths) == 1 else rf"[^/?]{{{min(lengths) // 2},}}"


def _slug_pattern(group: _Group) -> str:
    start = f"{_literal(group.prefix)}[-_]" if group.prefix else ""
    if group.id_last:
        return start + r"[^/?]+[-_]\d+"
    if group.id_first:
        return start + r"\d+[-_][^/?]+"
    if "<number>" in group.kinds[:-1] or group.prefix or not all(re.search("[-_]", slug) for slug in group.slugs):
        return start + r"[^/?]+"
    word = "[^/?_-]+" if any("." in slug for slug in group.slugs) else "[^/?._-]+"  # a dot is that of a file's name
    if len(group.columns) == 1:
        return rf"(?!{_INSTITUTION}){word}(?:[-_]+{word}){{2,}}"
    return rf"{word}(?:[-_]+{word})+"


def _query_pattern(group: _Group) -> str:
    """Fields with one value stay, numbers and slugs vary."""
    fields: list[str] = []
    for position, (name, value) in enumerate(group.addresses[0].query):
        if len({address.query[position][1] for address in group.addresses}) == 1:
            fields.append(_literal(f"{name}={value}" if value else name))
        else:
            fields.append(_literal(name) + _FIELD_PATTERNS.get(value_kind(name, value), "=[^&]+"))
    return rf"\?{'&'.join(fields)}" if fields else ""


def _literal(text: str) -> str:
    """Escaped as far as needed; hyphens stay readable in the office's file."""
    return re.escape(text).replace(r"\-", "-")
