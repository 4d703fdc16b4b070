"""Is an article of a regency's portal about the cooperative office's field? Weighed words, each decision explained."""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_RULES = Path(__file__).with_name("topic.toml")
# Bytes to lower case, everything that is no letter or digit to a blank: as bytes ten times faster than by pattern.
_LETTERS = bytes(ord(chr(byte).lower()) if chr(byte).isascii() and chr(byte).isalnum() else 32 for byte in range(256))
_ENDINGS = ("", "nya", "lah", "kah", "pun")  # enclitics: "koperasinya", "koperasilah"
_OFFICE_RULE = "the office"  # the rule that an office's own names and acronyms belong to


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision, its score against the rules' threshold, and what led to it, ``"'koperasi' in title +4"``."""

    about: bool
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that weigh the same.

    :param title: weight of a mention in the title; negative: speaks for another field
    :param body: weight of a mention in the body, up to ``most`` mentions
    :param core: only beside a phrase of such a rule do the others decide anything
    :param near: but phrases of these decide alone when there are enough of them
    """

    name: str
    title: float
    body: float
    most: int
    phrases: frozenset[str]
    core: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class _Mention:
    """One phrase where it stands, ``"'koperasi' in title"``, and what it weighs there."""

    what: str
    rule: Rule
    weight: float


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the body up to ``until`` characters, and how much of a rule's weight a mention in it has."""

    name: str
    until: int
    share: float


@dataclass(frozen=True, slots=True)
class Rules:
    """The contents of ``topic.toml``.

    :param threshold: score from which an article with a core phrase is about the field
    :param enough: what phrases of near rules must weigh together where no core phrase stands beside them
    """

    threshold: float
    enough: float
    zones: tuple[Zone, ...]
    rules: tuple[Rule, ...]


class _Index:
    """The rules' phrases by their first and second word, longest first."""

    def __init__(self, phrases: Mapping[tuple[str, ...], Rule]) -> None:
        self._phrases: dict[str, dict[str | None, list[tuple[list[str], str, Rule]]]] = {}
        for words in sorted(phrases, key=len, reverse=True):
            for ending in _ENDINGS:
                written = [*words[:-1], words[-1] + ending]
                second = written[1] if len(written) > 1 else None
                same_start = self._phrases.setdefault(written[0], {}).setdefault(second, [])
                same_start.append((written, " ".join(words), phrases[words]))

    def mentions(self, text: str) -> Iterator[tuple[str, Rule]]:
        """Each phrase in the text with its rule; none overlaps another."""
        words = _words(text)
        end = 0
        for at, word in enumerate(words):
            if at < end or word not in self._phrases:
                continue
            followers = self._phrases[word]
            following = words[at + 1] if at + 1 < len(words) else ""
            for written, phrase, rule in (*followers.get(following, ()), *followers.get(None, ())):
                if words[at : at + len(written)] == written:
                    yield phrase, rule
                    end = at + len(written)
                    break


def judge(title: str, body: str, *, aliases: Sequence[str] = ()) -> Verdict:
    """Whether an article is about cooperatives, small business or markets, or about the office itself.

    :param aliases: other names and acronyms of the office whose portal it is

    >>> judge("Dinkop Gelar Pelatihan", "").reasons
    ("'dinkop' in title +5",)
    """
    rules = _rules()
    mentions = list(_mentions(title, body, rules, _index(tuple(aliases))))
    reasons = tuple(f"{mention.what} {mention.weight:+.3g}" for mention in mentions if mention.weight)
    score = sum(mention.weight for mention in mentions)
    near = sum(mention.weight for mention in mentions if mention.rule.near)
    core = any(mention.rule.core for mention in mentions)
    about = score >= rules.threshold and (core or min(near, score) >= rules.enough)
    return Verdict(about, round(score, 2), reasons)


def _mentions(title: str, body: str, rules: Rules, index: _Index) -> Iterator[_Mention]:
    """What the rules weigh in a text, each phrase of the title once."""
    for phrase, rule in dict(index.mentions(title)).items():
        yield _Mention(f"'{phrase}' in title", rule, rule.title)
    counted: Counter[str] = Counter()
    for zone, part in _parts(body, rules.zones):
        for phrase, rule in index.mentions(part):
            counted[rule.name] += 1
            weight = rule.body * zone.share if counted[rule.name] <= rule.most else 0.0
            yield _Mention(f"'{phrase}' in {zone.name}", rule, weight)


@cache
def _rules() -> Rules:
    data = tomllib.loads(_RULES.read_text(encoding="utf-8"))
    rules = tuple(Rule(**entry | {"phrases": frozenset(entry["phrases"])}) for entry in data["rule"])
    return Rules(data["threshold"], data["enough"], tuple(Zone(**entry) for entry in data["zone"]), rules)


@lru_cache(maxsize=256)
def _index(aliases: tuple[str, ...]) -> _Index:
    rules = _rules().rules
    phrases = {tuple(phrase.split()): rule for rule in rules for phrase in rule.phrases}
    office = next(rule for rule in rules if rule.name == _OFFICE_RULE)
    phrases |= {words: office for alias in aliases if (words := tuple(_words(alias)))}
    return _Index(phrases)


def _words(text: str) -> list[str]:
    """Words in lower case without accents; ``koperasi-koperasi`` is two, ``jum’at`` one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.replace("–", " ").replace("—", " "))
    return text.encode("ascii", "ignore").translate(_LETTERS).decode("ascii").split()


def _parts(body: str, zones: tuple[Zone, ...]) -> Iterator[tuple[Zone, str]]:
    """The body's zones, parted between two words where there is a blank near."""
    start = 0
    for zone in zones:
        end = body.find(" ", zone.until, zone.until + 40)
        end = zone.until if end < 0 else end
        yield zone, body[start:end]
        start = end
