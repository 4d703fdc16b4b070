"""What the pages of one site have in common: which part is furniture, which is the article.

Learnt from several pages of a site, kept as JSON, and read on every further page. When a site is redesigned the
template no longer fits; old snapshots keep theirs.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from scrapers.extraction.fields.neighbours import Neighbours, learn_neighbours
from scrapers.extraction.layout import landmarks, learning
from scrapers.extraction.layout.samples import Sample, read_samples, title_noise
from scrapers.extraction.page.outline import Block, Box, Outline
from scrapers.extraction.page.paths import Names, Place, Step, stable_tokens
from scrapers.extraction.study import keep

VERSION = 5  # of the algorithm; a template of another version is learnt anew
MIN_PAGES = 3
_MAX_PAGES = 16  # more teach nothing new: 40 gave the same figures on all 1,066 pages of the corpus
_FITS = 0.3  # share of the lines common to all pages that a page of the same layout shows at least


@dataclass(frozen=True, slots=True)
class Reading:
    """What a template says about one page.

    :param repeated: indexes of blocks in the article's box that other pages show too
    :param common: the same in the whole page
    :param noise: words of segments that the site puts into every ``<title>``
    :param distrusted: witnesses of dates that contradict the dates shown on the site's pages
    :param neighbours: when the site's numbered articles were published
    :param failure: why the template wasn't used, to be added to a witness
    """

    body: Box | None = None
    title: Block | None = None
    published: Block | None = None
    repeated: frozenset[int] = frozenset()
    common: frozenset[int] = frozenset()
    noise: tuple[str, ...] = ()
    distrusted: tuple[str, ...] = ()
    neighbours: Neighbours | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """What the pages of one site have in common.

    :param pages: how many it was learnt from
    :param names: class and id words that every page has
    :param body: steps from ``<body>`` to the article's box
    :param repeated: hashes of lines that stand on at least 30 % of the pages
    :param fingerprint: hashes of lines that stand on nearly all of them
    :param noise: words of segments that stand in most ``<title>`` elements
    :param foreign: places inside the article's box whose lines are mostly not the article's (tags, share texts)
    :param own: places inside it whose lines mostly are: a repeated line there is a sign-off, not furniture
    :param distrusted: witnesses of dates that contradict the dates shown on the pages
    :param neighbours: when those of the pages were published whose addresses have a number; ``None`` where their days
        don't follow their numbers
    """

    version: int
    pages: int
    names: tuple[str, ...]
    body: tuple[Step, ...]
    title: Place | None
    published: Place | None
    repeated: frozenset[int]
    fingerprint: frozenset[int]
    noise: tuple[str, ...]
    foreign: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    distrusted: tuple[str, ...] = ()
    neighbours: Neighbours | None = None

    def fits(self, outline: Outline) -> float:
        """0 … 1: how far a page has this template's layout; below 0.3 it is another."""
        if Names(self.names).follow(outline, self.body) is None:
            return 0.0
        if not self.fingerprint:
            return 1.0
        return len(self.fingerprint.intersection(map(learning.line_hash, outline.blocks))) / len(self.fingerprint)

    def read(self, outline: Outline) -> Reading:
        """The article's box, headline and date on a page of the site."""
        if self.version != VERSION:
            return Reading(failure=f" (template of version {self.version} passed over)")
        hashes = [learning.line_hash(block) for block in outline.blocks]
        names = Names(self.names)
        box = names.follow(outline, self.body)
        known = len(self.fingerprint.intersection(hashes)) / (len(self.fingerprint) or 1)
        if box is None or (self.fingerprint and known < _FITS):
            return Reading(failure=" (the template doesn't fit)")
        return Reading(
            box,
            names.at(outline, self.title) if self.title is not None else None,
            names.at(outline, self.published) if self.published is not None else None,
            frozenset(self._foreign_lines(outline, box, names)),
            frozenset(index for index, mark in enumerate(hashes) if mark in self.repeated),
            self.noise,
            self.distrusted,
            self.neighbours,
        )

    def _foreign_lines(self, outline: Outline, box: Box, names: Names) -> Iterator[int]:
        repeated = learning.repeated_lines(outline, box, self.repeated)
        for block in outline.inside(box):
            place = learning.place_of(block, names)
            # Text right in the box says nothing by its place: labels stand there, and some editors' paragraphs.
            if (place in self.foreign and block.box is not box) or (block.index in repeated and place not in self.own):
                yield block.index

    def to_json(self) -> str:
        """One line of JSON with sorted keys: equal templates are equal strings."""
        record = {
            name: sorted(value) if isinstance(value, frozenset) else value for name, value in asdict(self).items()
        }
        return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> Template:
        """Read ``to_json``'s answer.

        :raises ValueError: it is something else
        """
        try:
            record = json.loads(text)
            return cls(
                version=int(record["version"]),
                pages=int(record["pages"]),
                names=tuple(record["names"]),
                body=tuple(Step(**step) for step in record["body"]),
                title=_place(record["title"]),
                published=_place(record["published"]),
                repeated=frozenset(record["repeated"]),
                fingerprint=frozenset(record["fingerprint"]),
                noise=tuple(record["noise"]),
                foreign=frozenset(record["foreign"]),
                own=frozenset(record["own"]),
                distrusted=tuple(record["distrusted"]),
                neighbours=_neighbours(record["neighbours"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a template: {error!r}") from error


def _place(record: Mapping[str, object] | None) -> Place | None:
    return None if record is None else Place(str(record["path"]), int(str(record["rank"])))


def _neighbours(record: Mapping[str, Any] | None) -> Neighbours | None:
    return Neighbours(record["form"], tuple((number, day) for number, day in record["days"])) if record else None


def learn(pages: Sequence[tuple[bytes, str, str | None]]) -> Template | None:
    """What the pages of one site have in common; ``None`` where fewer than three differ, or nothing is common.

    :param pages: body, URL and charset of the HTTP header of each
    """
    taken = min(len(pages), _MAX_PAGES)
    samples = read_samples([pages[place * len(pages) // taken] for place in range(taken)])  # spread over all of them
    template = _learn(samples)
    keep(samples)
    return template


def _learn(samples: Sequence[Sample]) -> Template | None:
    if len(samples) < MIN_PAGES:
        return None
    names = Names(stable_tokens([sample.outline for sample in samples]))
    counts = learning.count_lines(samples)
    repeated = learning.lines_on(counts, learning.REPEATED * len(samples))
    body = learning.body_steps(samples, names, repeated)
    if body is None:
        return None
    foreign, own = learning.foreign_places(samples, names, body, repeated)
    published = landmarks.date_place(samples, names, body)
    distrusted = landmarks.distrusted(samples, names, published)
    return Template(
        version=VERSION,
        pages=len(samples),
        names=tuple(sorted(names.stable)),
        body=body,
        title=landmarks.title_place(samples, names),
        published=published,
        repeated=repeated,
        fingerprint=learning.lines_on(counts, learning.EVERYWHERE * len(samples)),
        noise=title_noise([sample.metadata for sample in samples]),
        foreign=foreign,
        own=own,
        distrusted=distrusted,
        neighbours=learn_neighbours(landmarks.days(samples, names, published, distrusted)),
    )
