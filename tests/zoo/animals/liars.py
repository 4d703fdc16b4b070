"""Validators, totals and links that can't be believed; WordPress with its API closed."""

from __future__ import annotations

import json
from itertools import count
from urllib.parse import parse_qs, urlsplit

from scrapers.discovery.json.wordpress import posts_url
from scrapers.urls import location
from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.pages import NOW, PARAGRAPH, listing, news
from tests.zoo.server import Asked, Reply, Routes

WORDPRESS = '\n[[site.source]]\nkind = "wordpress"\nurl = "{url}/wp-json/wp/v2/posts"\n'
FEED = '\n[[site.source]]\nkind = "feed"\nurl = "{url}/feed/"\n'


def stale_tag(_: Home) -> Routes:
    """The same ETag for every list, and honest about it: it never answers 304 by itself, but the list changes."""

    def shown(request: Asked) -> Reply:
        numbers = (1, 2, 3) if request.night == 1 else (1, 2, 3, 4)
        return Answer(listing(*numbers), headers={"ETag": '"tetap"'})

    return {**healthy(1, 2, 3, 4), LIST: shown}


def fickle_tag(_: Home) -> Routes:
    """Another ETag with every answer, for the same list."""
    numbers = count()
    return {**healthy(1, 2, 3), LIST: lambda _: Answer(listing(1, 2, 3), headers={"ETag": f'"{next(numbers)}"'})}


def honest_tag(_: Home) -> Routes:
    """304 where nothing changed."""

    def shown(request: Asked) -> Reply:
        if request.headers.get("if-none-match") == '"satu"':
            return Answer(b"", 304, headers={"ETag": '"satu"'})
        return Answer(listing(1, 2, 3), headers={"ETag": '"satu"'})

    return {**healthy(1, 2, 3), LIST: shown}


def feed(*links: str) -> Answer:
    items = "".join(
        f"<item><title>Pelatihan Usaha Mikro Angkatan {number} Dibuka</title><link>{link}</link>"
        f"<pubDate>Mon, 09 Mar 2026 08:00:00 +0700</pubDate></item>"
        for number, link in enumerate(links, 1)
    )
    channel = f'<rss version="2.0"><channel><title>Berita</title>{items}</channel></rss>'
    return Answer(channel.encode(), content_type="application/rss+xml")


def post(home: Home, number: int) -> dict[str, object]:
    text = "".join(f"<p>{PARAGRAPH} Ini alinea {n} dari berita {number}.</p>" for n in range(4))
    when = f"{NOW:%Y-%m-%dT%H:%M:%S}"
    return {
        "id": number,
        "date": when,
        "date_gmt": when,
        "modified": when,
        "modified_gmt": when,
        "slug": f"angkatan-{number}",
        "link": home.url(path_of(number)),
        "title": {"rendered": f"Pelatihan Usaha Mikro Angkatan {number} Dibuka"},
        "content": {"rendered": text},
    }


def wordpress(home: Home, total: int, *, said: str) -> Routes:
    """An API of ``total`` posts whose headers claim ``said`` of them."""
    totals = {"X-WP-Total": said, "X-WP-TotalPages": said}
    posts = [post(home, number) for number in range(total, 0, -1)]

    def shown(request: Asked) -> Reply:
        if request.path.startswith("/berita/"):
            return Answer(news(int(request.path.rpartition("-")[2])))
        query = parse_qs(urlsplit(request.path).query)
        if "modified_after" in query:
            return Answer(b"[]", content_type="application/json", headers=totals)
        page, size = int(query["page"][0]), int(query["per_page"][0])
        chosen = posts[(page - 1) * size : page * size]
        if not chosen:
            return Answer(b'{"code":"rest_post_invalid_page_number"}', 400, "application/json")
        return Answer(json.dumps(chosen).encode(), content_type="application/json", headers=totals)

    return {ROBOTS: Answer(b"", 404), "*": shown}


def closed(home: Home) -> Routes:
    """A WordPress whose API is closed to strangers, and whose feed isn't."""
    shut = Answer(b'{"code":"rest_not_logged_in","message":"tidak boleh"}', 401, "application/json")
    return {
        **healthy(1, 2, 3),
        "*": shut,
        "/": Answer(listing(1, 2, 3)),
        ROBOTS: Answer(b"", 404),
        "/feed/": feed(*(home.url(path_of(number)) for number in (1, 2, 3))),
    }


def relative(home: Home) -> Routes:
    """From the root, from the feed's own folder, without the scheme."""
    schemeless = home.url(path_of(3)).partition(":")[2]
    return {**healthy(1, 2, 3), "/feed/": feed(path_of(1), f"..{path_of(2)}", schemeless)}


def posts(total: int) -> Seen:
    """A night that read all posts, a hundred a page, and nothing else."""
    pages = -(-total // 100)
    return Seen("fresh", {ROBOTS: 1, **{api(page): 1 for page in range(1, pages + 1)}}, total, total)


def api(page: int) -> str:
    return location(posts_url("http://x.example/wp-json/wp/v2/posts", page=page))


API = api(1)
ARTICLES = {ROBOTS: 1, **{path_of(number): 1 for number in (1, 2, 3)}}
CLOSED = {**ARTICLES, API: 1, "/feed/": 1}
LOOKED_AT = Seen("fresh", asked(1, 2, 3), 3, 3)  # the list, and known articles whose time has come
ANIMALS = (
    Animal("etag-tetap", stale_tag, (LOOKED_AT, Seen("fresh", asked(1, 2, 3, 4), 4, 4))),
    Animal("etag-baru", fickle_tag, (LOOKED_AT,) * 2),
    Animal("etag-jujur", honest_tag, (LOOKED_AT,) * 2),
    Animal(
        "feed-relatif",
        relative,
        (Seen("fresh", {ROBOTS: 1, "/feed/": 1, **{path_of(number): 1 for number in (1, 2, 3)}}, 3, 3),) * 2,
        source=FEED,
    ),
    Animal(
        "wp-tutup",
        closed,
        (Seen("fresh", {**CLOSED, "/wp-sitemap.xml": 1}, 3, 3), Seen("fresh", CLOSED, 3, 3)),
        source="",
        site={"platform": '"wordpress"'},
    ),
    Animal("wp-banyak", lambda home: wordpress(home, 230, said="230"), (posts(230),), source=WORDPRESS),
    Animal("wp-bohong", lambda home: wordpress(home, 230, said="1"), (posts(230),), source=WORDPRESS),
    Animal("wp-sombong", lambda home: wordpress(home, 30, said="9999"), (posts(30),), source=WORDPRESS),
)
