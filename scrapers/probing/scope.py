"""Whose site is this: the cooperative office's own, or a portal where its news stands among everything else? Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from scrapers.extraction.topic import judge
from scrapers.urls import host

# In an office's own host: dinkopum, diskumperindag, perdagkum, dkupp, dikuperin, diskomidag …
_HOST = re.compile(r"kop|ukm|umk|perdag|indag|midag|kuperin|dkup")
_OTHERS = re.compile(
    r"\b(?:pemerintah|pemkab|pemkot|pemprov|portal|website resmi (?:kabupaten|kota)|kominfo|diskominfo|humas|prokopim|"
    r"setda|sekretariat|dprd|ppid|info ?publik)\b",
    re.IGNORECASE,
)
_HEADLINES = 10  # fewer tell little
_OWN_SHARE = 0.3  # of the headlines that concern the field: of the practice offices' own 0.58 to 0.72 do
_OTHERS_SHARE = 0.8  # where the site names itself as somebody else's


@dataclass(frozen=True, slots=True)
class Scope:
    """A judgement, and what it rests on.

    :param why: ``"12 of 40 headlines are about the office's field"``; empty where nothing tells
    """

    portal: bool = False
    why: str = ""


def scope_of(front: str, title: str, headlines: Collection[str], read: Sequence[bool] = ()) -> Scope:
    """Judge by the site's own name, else by what its lists speak of, else by the articles that were read.

    :param front: address of the front page
    :param title: of the front page
    :param headlines: of articles, as lists give them
    :param read: of each article that was read, whether it is about the field

    >>> scope_of("https://dinkopum.x.go.id/", "Beranda", []).why
    'its host names the office'
    """
    labels = host(front).split(":")[0].split(".")
    if any(_HOST.search(label) for label in labels[:-2] or labels[:1]):
        return Scope(why="its host names the office")
    if judge(title, "").about:
        return Scope(why="its title names the office")
    others = _OTHERS.search(title)
    if len(headlines) >= _HEADLINES:
        about = sum(judge(headline, "").about for headline in headlines)
        wanted = _OTHERS_SHARE if others else _OWN_SHARE
        named = f"it calls itself “{others[0]}”, and " if others else ""
        why = f"{named}{about} of {len(headlines)} headlines are about the office's field"
        return Scope(about < wanted * len(headlines), why)
    if read:
        return Scope(2 * sum(read) < len(read), f"{sum(read)} of {len(read)} articles are about the office's field")
    return Scope()
