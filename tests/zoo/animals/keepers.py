"""robots.txt: forbids, slows down, is missing, fails, is long, changes while we are there."""

from __future__ import annotations

from tests.scripted import Answer
from tests.zoo.animal import LIST, ROBOTS, Animal, Home, Seen, asked, healthy, path_of
from tests.zoo.pages import listing, news
from tests.zoo.server import Asked, Late, Reply, Route, Routes


def robots(text: str) -> Answer:
    return Answer(text.encode(), content_type="text/plain")


def long() -> Answer:
    """1 MB; what stands within the first 500 KiB counts, what stands behind doesn't."""
    comment = "# isi\n"
    early = f"User-agent: *\nDisallow: {path_of(2)}\n{comment * 40_000}"
    return robots(f"{early}{comment * 130_000}Disallow: {path_of(3)}\n")


def forbids_later(request: Asked) -> Reply:
    """Open when the night begins; whoever asked again in the same night, or in the next, is forbidden the articles."""
    open_still = request.night == 1 and not request.before
    return robots(f"User-agent: *\n{'Allow' if open_still else 'Disallow'}: /\n")


def forbidden(name: str) -> Seen:
    """Nothing but robots.txt was asked for."""
    why = f"http://{name}.kebun.example/robots.txt forbids it; asked again within two nights"
    return Seen("robots", {ROBOTS: 1}, evidence=why, refused=2)


def keeper(name: str, file: Route, *nights: Seen) -> Animal:
    """A healthy site with a robots.txt."""
    return Animal(name, lambda _: {**healthy(1, 2, 3), ROBOTS: file}, nights)


def twins(home: Home) -> Routes:
    """One server under two names, each answer late: every other article is linked with ``www.``."""
    page = listing(1, 2, 3, 4).decode()
    for number in (1, 3):
        page = page.replace(f'"{path_of(number)}"', f'"{home.url(path_of(number), host=f"www.{home.host}")}"')
    answers = {**{path_of(number): Answer(news(number)) for number in (1, 2, 3, 4)}, LIST: Answer(page.encode())}
    return {path: Late(answer, 0.4) for path, answer in {**answers, ROBOTS: robots("")}.items()}


ALL = Seen("fresh", asked(1, 2, 3), 3, 3)
BUT_ONE = Seen("fresh", asked(1, 3), 2, 2, refused=1)
NOT_US = "User-agent: dinkop-archive\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
BROKEN = "http://robots-rusak.kebun.example/robots.txt could not be read (HTTP 500); asked again tomorrow"
CHANGED = "http://robots-berubah.kebun.example/robots.txt forbids it; asked again within two nights"
ANIMALS = (
    keeper("dilarang", robots("User-agent: *\nDisallow: /\n"), *[forbidden("dilarang")] * 2),
    keeper("dilarang-kami", robots(NOT_US), *[forbidden("dilarang-kami")] * 2),
    keeper("sebagian-dilarang", robots(f"User-agent: *\nDisallow: {path_of(2)}\n"), BUT_ONE, BUT_ONE),
    keeper("pelan", robots("User-agent: *\nCrawl-delay: 0.3\n"), ALL, ALL),
    keeper("terlalu-pelan", robots("User-agent: *\nCrawl-delay: 86400\n"), ALL, ALL),
    Animal("kembar", twins, (Seen("fresh", {**asked(1, 2, 3, 4), ROBOTS: 2}, 4, 4),)),
    Animal("tanpa-robots", lambda _: healthy(1, 2, 3), (ALL, ALL)),
    keeper("robots-rusak", Answer(b"", 500), *[Seen("error", {ROBOTS: 1}, evidence=BROKEN, refused=2)] * 2),
    keeper("robots-panjang", long(), BUT_ONE),
    # The second night three articles are due again; a site that doesn't let its lists be read isn't asked for them.
    keeper("robots-berubah", forbids_later, ALL, Seen("robots", {ROBOTS: 1}, 3, 3, CHANGED, refused=2)),
)
