"""Answers that grow: bombs under three compressions, a hundred megabytes, a deep DOM, entities that multiply."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import brotli  # type: ignore[import-untyped]  # ships no types
from backports import zstd

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.server import Raw, Route, Routes

FULL = b"<html><body>" + b" " * (64 << 20)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def bomb(encoding: str, pack: Callable[[bytes], bytes]) -> Answer:
    return Answer(pack(FULL), headers={"Content-Encoding": encoding})


def endless(megabytes: int = 100) -> Iterator[bytes]:
    """A page without a length."""
    yield HEAD + b"\r\n<html><body>"
    for _ in range(megabytes):
        yield b"x" * (1 << 20)


def deep() -> Answer:
    return Answer(b"<html><body>" + b"<div>" * 50_000 + b"dalam" + b"</div>" * 50_000 + b"</body></html>")


def laughing(root: str) -> Answer:
    """A document of 1 KB that would unfold to gigabytes."""
    steps = "".join(f'<!ENTITY t{n + 1} "{f"&t{n};" * 10}">' for n in range(9))
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY t0 "ha">{steps}]><{root}>&t9;</{root}>'
    return Answer(text.encode(), content_type="application/xml")


def reading(root: str) -> Answer:
    """A document that asks for a file of the reader's."""
    text = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><{root}><t>&f;</t></{root}>'
    return Answer(text.encode(), content_type="application/xml")


def xml(name: str, kind: str, path: str, answer: Answer) -> Animal:
    """A site whose first source is refused; the list behind it is read."""
    listing = '\n[[site.source]]\nkind = "listing"\nurl = "{url}/berita"\n'
    source = f'\n[[site.source]]\nkind = "{kind}"\nurl = "{{url}}{path}"\n{listing}'
    night = Seen("fresh", {**asked(1, 2, 3), path: 1}, 3, 3)
    return Animal(name, lambda _: {**healthy(1, 2, 3), path: answer}, (night,) * 2, source=source)


def with_page(page: Route) -> Callable[[Home], Routes]:
    """A site of three articles, one of which is ``page``."""
    return lambda _: {**healthy(1, 2, 3), path_of(2): page}


TOO_MUCH = (
    "Ignored response <200 http://bom-daftar.kebun.example/berita> because its body (65267 B compressed, 10551296 B "
    "decompressed so far) exceeded DOWNLOAD_MAXSIZE (10485760 B) during decompression."
)
WITHOUT = Seen("fresh", asked(1, 2, 3), 2, 2)  # what is too much isn't kept
ANIMALS = (
    Animal("bom-gzip", with_page(bomb("gzip", gzip.compress)), (WITHOUT,)),
    Animal("bom-brotli", with_page(bomb("br", lambda body: brotli.compress(body, quality=1))), (WITHOUT,)),
    Animal("bom-zstd", with_page(bomb("zstd", zstd.compress)), (WITHOUT,)),
    Animal("bom-lapis", with_page(bomb("gzip, gzip", lambda body: gzip.compress(gzip.compress(body)))), (WITHOUT,)),
    Animal(
        "bom-daftar",
        lambda _: {"*": bomb("gzip", gzip.compress), ROBOTS: Answer(b"", 404)},
        (Seen("unlisted", {ROBOTS: 1, LIST: 1, "/": 1}, evidence=TOO_MUCH),),
    ),
    Animal("gajah", with_page(lambda _: Raw(endless())), (WITHOUT,)),
    Animal("gajah-jujur", with_page(Raw([HEAD + b"Content-Length: 104857600\r\n\r\n", b"x" * 1000])), (WITHOUT,)),
    Animal("dalam", with_page(deep()), (Seen("fresh", asked(1, 2, 3), 2, 3),)),  # kept, and can't be read
    xml("tawa-feed", "feed", "/feed", laughing("rss")),
    xml("tawa-peta", "sitemap", "/sitemap.xml", laughing("urlset")),
    xml("intip-feed", "feed", "/feed", reading("rss")),
    xml("intip-peta", "sitemap", "/sitemap.xml", reading("urlset")),
)
