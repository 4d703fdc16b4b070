"""Sites without an end: maps in a ring, endless pages, calendars, orders, sessions, one article everywhere."""

from __future__ import annotations

from itertools import count

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.pages import listing, news
from tests.zoo.server import Asked, Reply, Routes

XML = "application/xml"
SITEMAP = '\n[[site.source]]\nkind = "sitemap"\nurl = "{url}/sitemap.xml"\n'


def index(*addresses: str) -> Answer:
    items = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return Answer(f"<sitemapindex>{items}</sitemapindex>".encode(), content_type=XML)


def urlset(*addresses: str) -> Answer:
    items = "".join(f"<url><loc>{address}</loc></url>" for address in addresses)
    return Answer(f"<urlset>{items}</urlset>".encode(), content_type=XML)


def ring(home: Home) -> Routes:
    """Two indexes that name each other and one set."""
    return {
        **healthy(1, 2, 3),
        "/sitemap.xml": index(home.url("/b.xml"), home.url("/c.xml")),
        "/b.xml": index(home.url("/sitemap.xml"), home.url("/b.xml")),
        "/c.xml": urlset(*(home.url(path_of(number)) for number in (1, 2, 3))),
    }


def going_on(body: bytes, page: int) -> bytes:
    """A list page that names the next one."""
    return body.replace(b"</body>", f'<a rel="next" href="/berita?page={page + 1}">Next</a></body>'.encode())


def endless(request: Asked) -> Reply:
    """Page after page, the same three articles on each."""
    page = int(request.path.partition("page=")[2] or 1)
    return Answer(going_on(listing(1, 2, 3), page))


def inventive(request: Asked) -> Reply:
    """Page after page of articles that nobody wrote; each answers with the same list of links."""
    if request.path.startswith("/berita/"):
        return Answer(news(int(request.path.rpartition("-")[2])))
    page = int(request.path.partition("page=")[2] or 1)
    return Answer(going_on(listing(*range(3 * page, 3 * page + 3)), page))


def calendar(_: Home) -> Routes:
    days = "".join(f'<a href="/berita/2026/03/{day:02}">{day}</a>' for day in range(1, 32))
    after = '<a rel="next" href="/berita/2026/04">Bulan berikutnya</a>'
    other = '<a href="/kalender?bulan=4&amp;tahun=2026">April</a>'
    body = listing(1, 2, 3).replace(b"</body>", f"<table>{days}</table>{after}{other}</body>".encode())
    return {**healthy(1, 2, 3), LIST: Answer(body)}


def sorted_anew(_: Home) -> Routes:
    """A list in every order, each of which offers all the others, and says that it goes on there."""
    fields = ("judul", "tanggal", "pembaca", "kategori")
    orders = "".join(f'<a href="/berita?sort={name}&amp;dir={way}">↕</a>' for name in fields for way in ("asc", "desc"))
    after = '<a rel="next" href="/berita?sort=judul&amp;page=2">Next</a>'
    return {**healthy(1, 2, 3), LIST: Answer(listing(1, 2, 3).replace(b"</body>", f"{orders}{after}</body>".encode()))}


def sessions(_: Home) -> Routes:
    """Each answer gives its links another session."""
    numbers = count(1000)

    def shown(request: Asked) -> Reply:
        body = listing(1, 2, 3)
        for number in (1, 2, 3):
            address = path_of(number).encode()
            body = body.replace(address + b'"', address + f'?PHPSESSID=a{next(numbers)}b"'.encode())
        return Answer(body)

    return {**healthy(1, 2, 3), LIST: shown}


def everywhere(number: int, ways: int) -> Routes:
    """One article under ``ways`` slugs, all of which the list names."""
    paths = [f"/berita/cara-{n}-menulis-judul-{number}" for n in range(ways)]
    links = "".join(f'<div><a href="{path}">Pelatihan Usaha Mikro Angkatan {number} Dibuka</a></div>' for path in paths)
    page = Answer(f"<html><body><h1>Berita</h1>{links}</body></html>".encode())
    return {LIST: page, **dict.fromkeys(paths, Answer(news(number)))}


RING = {ROBOTS: 1, "/sitemap.xml": 1, **{path_of(number): 1 for number in (1, 2, 3)}}
SEEN_AGAIN = Seen("fresh", asked(1, 2, 3), 3, 3)  # the next night asks for the list, and looks at the known articles
ANIMALS = (
    Animal(
        "cincin",
        ring,
        (Seen("fresh", {**RING, "/b.xml": 1, "/c.xml": 1}, 3, 3),) * 2,  # an index without dates says nothing of change
        source=SITEMAP,
    ),
    Animal(
        "halaman",
        lambda _: {**healthy(1, 2, 3), "*": endless, LIST: endless},
        (Seen("fresh", {**asked(1, 2, 3), "/berita?page=2": 1}, 3, 3), SEEN_AGAIN),
    ),
    # Sixty requests a night, robots.txt apart: fifteen list pages with three articles each.
    Animal(
        "pengarang",
        lambda _: {"*": inventive, ROBOTS: Answer(b"", 404)},
        (
            Seen(
                "fresh",
                {**asked(*range(3, 48)), **{f"/berita?page={page}": 1 for page in range(2, 16)}},
                45,
                45,
            ),
        ),
    ),
    Animal("kalender", calendar, (SEEN_AGAIN,) * 2),
    Animal("urutan", sorted_anew, (SEEN_AGAIN,) * 2),
    Animal("sesi", sessions, (SEEN_AGAIN,) * 2),
    Animal(
        "dua-ribu",
        lambda _: everywhere(398, 2000),
        (Seen("fresh", {ROBOTS: 1, LIST: 1, "/berita/cara-1999-menulis-judul-398": 1}, 1, 1),) * 2,
        site={"platform": '"jombangkab"'},
    ),
)
