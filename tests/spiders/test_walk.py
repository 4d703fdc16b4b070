from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, pairwise, permutations

import pytest

from archive.crawl_log.sightings import Listed
from archive.models import Hint, Kind
from scrapers.discovery import Discovered, Link
from scrapers.discovery.json.wordpress import FEW, page_of, posts_url
from scrapers.registry.office import Feed, Listing, Site, Sitemap, Source, WordPressApi
from scrapers.spiders.beside import BESIDE, LOOKED
from scrapers.spiders.news import BARREN, MANY
from scrapers.spiders.sources import SITEMAP_DEPTH, Step, dump_sources
from scrapers.spiders.walk import COMPLETE, PATTERN, SOURCES, Walk, listed

URL = "https://dinkop.example.go.id/"
API, FEED, LIST = WordPressApi(f"{URL}wp-json/wp/v2/posts"), Feed(f"{URL}feed/"), Listing(f"{URL}berita")
NOW = datetime(2026, 3, 1, 19, tzinfo=UTC)
DONE = {COMPLETE: datetime(2026, 1, 1, tzinfo=UTC).isoformat()}


def links(*names: str, modified: str | None = None) -> tuple[Link, ...]:
    return tuple(Link(f"{URL}berita/{name}", modified_raw=modified) for name in names)


def walk(
    *sources: Source,
    known: dict[str, Listed] | None = None,
    facts: dict[str, str] | None = None,
    pages_max: int = 9,
) -> Walk:
    known = {} if known is None else known
    return Walk(Site(URL, sources=sources), known=known, facts=facts or {}, pages_max=pages_max, at=NOW)


def name(article: str) -> str:
    return f"dinkop.example.go.id/berita/{article}"


def test_a_history_is_followed_to_its_end() -> None:
    site = walk(LIST, known={name("a"): Listed()})
    [first] = site.next_source()
    assert first == Step(LIST, LIST.url, backfill=True)
    found = Discovered(links("a", "b"), more=(f"{LIST.url}?page=2",))
    news = site.read(site.ask(first), found)
    assert [link.url for link in news.wanted] == [f"{URL}berita/b"]
    [second] = site.go_on(first, found, news, budget=99)
    assert second == Step(LIST, f"{LIST.url}?page=2", page=2, backfill=True)
    known_only = Discovered(links("c"), more=(f"{LIST.url}?page=3",))
    assert site.go_on(second, known_only, site.read(second, known_only), budget=99) != []
    again = Discovered(links("a", "b"), more=(f"{LIST.url}?page=4",))
    assert site.go_on(second, again, site.read(second, again), budget=99) == []
    assert site.is_over(second, None)
    assert site.completes


def test_a_night_stops_at_what_is_known() -> None:
    site = walk(LIST, known={name("a"): Listed(), name("b"): Listed()}, facts=DONE)
    [first] = site.next_source()
    assert not first.backfill
    found = Discovered(links("b", "a"), more=(f"{LIST.url}?page=2",))
    news = site.read(first, found)
    assert news.wanted == ()
    assert site.go_on(first, found, news, budget=99) == []
    assert not site.completes


@pytest.mark.parametrize(("shown", "pages"), [("cb", 1), ("cba", 1), ("ca", 0), ("a", 0)])
def test_a_night_follows_while_most_of_a_page_is_new(shown: str, pages: int) -> None:
    site = walk(LIST, known={name("a"): Listed()}, facts=DONE)
    [first] = site.next_source()
    found = Discovered(links(*shown), more=(f"{LIST.url}?page=2",))
    assert len(site.go_on(first, found, site.read(first, found), budget=99)) == pages


@pytest.mark.parametrize(("listed", "wanted"), [("2026-01-01", 0), ("2026-01-02", 1), (None, 0)])
def test_another_time_of_change_is_news(listed: str | None, wanted: int) -> None:
    site = walk(LIST, known={name("a"): Listed("2026-01-01")}, facts=DONE)
    [first] = site.next_source()
    assert len(site.read(first, Discovered(links("a", modified=listed))).wanted) == wanted


@pytest.mark.parametrize(("text", "wanted"), [(b"satu", 0), (b"dua", 1)])
def test_an_entry_that_comes_whole_tells_of_its_change_by_itself(text: bytes, wanted: int) -> None:
    known: dict[str, Listed] = {}
    for document in (b"satu", text):
        site = walk(FEED, known=known, facts=DONE)
        [feed] = site.next_source()
        entry = Link(f"{URL}berita/a", document=document, kind=Kind.ENTRY)
        news = site.read(feed, Discovered((entry,)))
        known |= {name: listed(feed, link) for name, link in news.links}
    assert len(news.wanted) == wanted


@pytest.mark.parametrize(
    ("before", "now", "wanted"),
    [
        (Listed(None, LIST.url, "Rapat Anggota Digelar"), "Rapat Anggota Tahunan Digelar", 1),
        (Listed(None, LIST.url, "Rapat Anggota Digelar"), "RAPAT ANGGOTA DIGELAR", 0),
        (Listed(None, LIST.url, "Rapat Anggota (12)"), "Rapat Anggota (13)", 0),
        (Listed(None, FEED.url, "Rapat Anggota Digelar"), "Rapat Anggota …", 0),
        (Listed(None, LIST.url, "Rapat Anggota Digelar"), None, 0),
        (Listed(None, LIST.url, None), "Rapat Anggota Digelar", 0),
    ],
)
def test_another_headline_in_the_same_list_is_news(before: Listed, now: str | None, wanted: int) -> None:
    site = walk(LIST, known={name("a"): before}, facts=DONE)
    [first] = site.next_source()
    found = Discovered((Link(f"{URL}berita/a", Hint(title=now)),))
    assert len(site.read(first, found).wanted) == wanted


def test_a_feed_needs_a_list_behind_it_for_the_history() -> None:
    site = walk(FEED, LIST)
    [feed] = site.next_source()
    news = site.read(feed, Discovered(links("a")))
    assert not site.is_over(feed, news)
    [listing] = site.next_source()
    assert site.is_over(listing, site.read(listing, Discovered(links("a", "b"))))


@pytest.mark.parametrize(("shown", "over"), [(("new", "known"), True), (("new", "newer"), False)])
def test_a_feed_of_nothing_but_news_has_a_gap_behind_it(shown: tuple[str, ...], over: bool) -> None:
    site = walk(FEED, LIST, known={name("known"): Listed()}, facts=DONE)
    [feed] = site.next_source()
    assert site.is_over(feed, site.read(feed, Discovered(links(*shown)))) is over


def test_wordpress_is_asked_for_what_changed_since() -> None:
    cursor = f"modified:{API.url}"
    site = walk(API, facts=DONE | {cursor: "2026-02-01T10:00:00"})
    [step] = site.next_source()
    assert step.since == "2026-01-18T10:00:00"
    assert "modified_after=2026-01-18T10:00:00Z" in step.url
    post = Link(f"{URL}berita/a", modified_raw="2026-02-03T08:00:01", document=b"{}", kind=Kind.POST)
    older = Link(f"{URL}berita/b", modified_raw="2026-02-02T08:00:01", document=b"{}", kind=Kind.POST)
    site.read(step, Discovered((post, older)))
    assert site.learnt == {}
    assert site.conclude(NOW) == {cursor: "2026-02-03T08:00:01"}


@pytest.mark.parametrize(("shown", "cursor"), [("2031-01-01T00:00:00", "2026-03-01T19:00:00"), (None, None)])
def test_a_clock_that_goes_wrong_does_not_move_the_cursor_beyond_tonight(shown: str | None, cursor: str | None) -> None:
    site = walk(API, facts=DONE)
    [step] = site.next_source()
    site.read(step, Discovered(links("a", modified=shown)))
    assert site.conclude(NOW).get(f"modified:{API.url}") == cursor


def test_a_cursor_stays_where_it_was_when_a_page_failed() -> None:
    cursor = f"modified:{API.url}"
    site = walk(API, facts=DONE | {cursor: "2026-02-01T10:00:00"})
    [step] = site.next_source()
    site.read(step, Discovered(links("a", modified="2026-02-03T08:00:01")))
    site.fail(replace(step, url=posts_url(API.url, page=2), page=2))
    assert cursor not in site.conclude(NOW)


def test_a_history_of_several_nights_leaves_the_cursor_in_the_first() -> None:
    cursor, facts, known = f"modified:{API.url}", dict[str, str](), dict[str, Listed]()
    for _ in range(3):
        assert COMPLETE not in facts
        site = walk(API, facts=facts, known=known, pages_max=3)
        waiting = [site.ask(step) for step in site.next_source()]
        for step in waiting:
            number = page_of(step.url)
            posts = 100 if number < 6 else 40
            found = Discovered(
                links(*(f"{number}-{post}" for post in range(posts)), modified=f"2026-02-0{(number + 2) // 3}")
            )
            waiting += [site.ask(each) for each in site.go_on(step, found, site.read(step, found), budget=99)]
        facts |= site.conclude(NOW)
    assert facts == {
        cursor: "2026-02-01",
        f"resume:{API.url}": posts_url(API.url, page=6),
        COMPLETE: "2026-03-01T19:00:00+00:00",
    }


def test_an_old_wordpress_that_ignores_the_question_is_asked_for_its_newest() -> None:
    facts = DONE | {f"modified:{API.url}": "2026-02-01T10:00:00"}
    site = walk(API, facts=facts)
    [step] = site.next_source()
    found = Discovered(links("a", "b", modified="2019-01-01T00:00:00"))
    assert site.go_on(step, found, site.read(step, found), budget=99) == [Step(API, posts_url(API.url))]
    [later] = walk(API, facts=facts | site.learnt).next_source()
    assert (later.since, later.backfill) == (None, False)


def test_a_quiet_wordpress_has_answered() -> None:
    site = walk(API, LIST, facts={**DONE, f"modified:{API.url}": "2026-02-01T00:00:00"})
    [step] = site.next_source()
    assert step.since is not None
    news = site.read(step, Discovered())
    assert site.is_over(step, news)
    assert site.learnt == {}


def test_a_wordpress_without_posts_keeps_its_news_elsewhere() -> None:
    site = walk(API, FEED)
    [first] = site.next_source()
    assert site.go_on(first, Discovered(()), site.read(site.ask(first), Discovered(())), budget=99) == []
    assert not site.answered
    assert not site.is_over(first, None)
    assert site.learnt == {f"failures:{API.url}": "1"}
    assert [step.source for step in site.next_source()] == [FEED]


def test_a_broken_backfill_ignores_the_cursor() -> None:
    site = walk(API, facts={f"modified:{API.url}": "2026-02-01T10:00:00"})
    [step] = site.next_source()
    assert step.since is None


def test_endless_lists_are_left_at_the_bound_and_resumed_there() -> None:
    site = walk(LIST, pages_max=3)
    [step] = site.next_source()
    for page in range(2, 9):
        site.ask(step)
        found = Discovered(links(f"a{page}"), more=(f"{LIST.url}?page={page}",))
        steps = site.go_on(step, found, site.read(step, found), budget=99)
        if not steps:
            break
        [step] = steps
    assert page == 4
    assert not site.completes
    assert site.learnt == {}
    assert site.conclude(NOW) == {f"resume:{LIST.url}": f"{LIST.url}?page=4"}
    resumed = walk(LIST, facts=site.conclude(NOW))
    assert resumed.next_source() == [
        Step(LIST, LIST.url),
        Step(LIST, f"{LIST.url}?page=4", page=2, backfill=True),
    ]


def test_a_list_beyond_the_nights_budget_waits_for_the_next_night() -> None:
    site = walk(LIST)
    [step] = site.next_source()
    found = Discovered(links("a"), more=(f"{LIST.url}?page=2",))
    assert site.go_on(site.ask(step), found, site.read(step, found), budget=0) == []
    assert not site.completes
    assert site.conclude(NOW) == {f"resume:{LIST.url}": f"{LIST.url}?page=2"}


def test_an_empty_list_is_no_answer() -> None:
    site = walk(LIST, FEED)
    [step] = site.next_source()
    news = site.read(step, Discovered())
    assert not site.answered
    assert not site.is_over(step, news)


def test_a_source_that_keeps_failing_goes_last_until_it_answers() -> None:
    facts = dict(DONE)
    for _ in range(3):
        site = walk(API, LIST, facts=facts)
        [first] = site.next_source()
        assert first.source == API
        site.fail(first)
        facts |= site.learnt
    site = walk(API, LIST, facts=facts)
    assert [site.next_source()[0].source, site.next_source()[0].source] == [LIST, API]
    [step] = walk(API, facts=facts).next_source()
    healed = walk(API, facts=facts)
    healed.answer(step)
    assert healed.learnt == {f"failures:{API.url}": "0"}


def test_a_list_that_breaks_off_does_not_complete_the_history() -> None:
    site = walk(LIST)
    [step] = site.next_source()
    site.read(step, Discovered(links("a")))
    site.fail(Step(LIST, f"{LIST.url}?page=2", page=2, backfill=True))
    assert site.answered
    assert not site.completes
    assert site.conclude(NOW) == {
        f"failures:{LIST.url}?page=2": "1",
        f"resume:{LIST.url}": f"{LIST.url}?page=2",
    }


def test_a_sitemap_of_an_index_that_fails_in_three_nights_no_longer_keeps_the_history_open() -> None:
    facts: dict[str, str] = {}
    index = Discovered(more=tuple(f"{URL}{name}.xml" for name in "abcd"))
    nights = []
    for _ in range(3):
        site = walk(INDEX, facts=facts, pages_max=9)
        [step] = site.next_source()
        children = site.go_on(site.ask(step), index, site.read(step, index), budget=99)
        for child in map(site.ask, children):
            if child.url.endswith("b.xml"):
                site.fail(child)
            else:
                site.read(child, Discovered(links(child.url)))
        facts |= site.conclude(NOW)
        nights.append((len(children), COMPLETE in facts))
    assert nights == [(4, False), (1, False), (1, True)]


def test_a_first_contact_is_remembered() -> None:
    found: list[Source] = [FEED, Sitemap(f"{URL}sitemap.xml")]
    site = walk()
    assert site.next_source() == []
    site.add_sources(list(found))
    assert site.next_source()[0].source == FEED
    assert site.learnt == {SOURCES: dump_sources(found)}
    later = walk(facts=site.learnt)
    assert [later.next_source()[0].source for _ in found] == found


def test_the_pattern_of_a_first_contact_is_remembered_where_none_is_declared() -> None:
    learnt, declared = re.compile("^/berita/"), re.compile("^/kabar/")
    site = walk()
    site.add_sources([LIST], learnt)
    assert site.site.article_url == learnt
    assert site.learnt == {SOURCES: dump_sources([LIST]), PATTERN: "^/berita/"}
    assert walk(facts=site.learnt).site.article_url == learnt
    own = Walk(Site(URL, article_url=declared), known={}, facts=site.learnt, pages_max=9, at=NOW)
    own.add_sources([LIST], learnt)
    assert (own.site.article_url, PATTERN in own.learnt) == (declared, False)


def test_what_a_first_contact_found_is_asked_behind_what_is_declared() -> None:
    site = walk(API, LIST, facts={SOURCES: dump_sources([LIST, FEED])})
    assert [site.next_source()[0].source for _ in range(3)] == [API, LIST, FEED]
    assert site.next_source() == []


def test_a_sitemap_index_leads_on_although_it_lists_nothing() -> None:
    source = Sitemap(f"{URL}sitemap.xml")
    site = walk(source)
    [step] = site.next_source()
    found = Discovered(more=(f"{URL}a.xml", f"{URL}b.xml"))
    assert len(site.go_on(step, found, site.read(step, found), budget=99)) == 2


def test_each_source_is_followed_by_what_it_shows_itself() -> None:
    site = walk(FEED, LIST)
    [feed] = site.next_source()
    site.read(feed, Discovered(links("a", "b")))
    [first] = site.next_source()
    found = Discovered(links("b", "a"), more=(f"{LIST.url}?page=2",))
    news = site.read(first, found)
    assert (news.fresh, news.wanted) == (2, ())
    assert len(site.go_on(first, found, news, budget=99)) == 1


def test_all_sections_of_a_site_are_walked() -> None:
    notices = Listing(f"{URL}pengumuman")
    for facts in ({}, DONE):
        site = walk(LIST, notices, Sitemap(f"{URL}sitemap.xml"), facts=facts)
        [first] = site.next_source()
        assert not site.is_over(first, site.read(first, Discovered(links("a"))))
        [second] = site.next_source()
        assert second.source == notices
        assert site.is_over(second, site.read(second, Discovered(links("b"))))


def test_a_page_of_a_list_that_shows_nothing_ends_a_section() -> None:
    site = walk(LIST, Listing(f"{URL}pengumuman"))
    [first] = site.next_source()
    site.read(first, Discovered(links("a")))
    assert site.is_over(Step(Listing(f"{URL}pengumuman"), f"{URL}pengumuman"), None) is False
    site.next_source()
    assert site.is_over(Step(Listing(f"{URL}pengumuman"), f"{URL}pengumuman"), None) is True


INDEX = Sitemap(f"{URL}sitemap.xml")


def night(site: Walk, document: Callable[[str], Discovered]) -> list[str]:
    """Walk the first source as the spider does; gives the documents that were asked for, below ``URL``.

    :param document: what stands at an address
    """
    waiting = [site.ask(step) for step in site.next_source()]
    for step in waiting:
        found = document(step.url.removeprefix(URL))
        waiting += [site.ask(each) for each in site.go_on(step, found, site.read(step, found), budget=99)]
    return [step.url.removeprefix(URL) for step in waiting]


def test_sitemaps_that_name_one_another_are_read_once() -> None:
    named = {"sitemap.xml": ("a.xml", "b.xml"), "a.xml": ("sitemap.xml", "b.xml"), "b.xml": ("a.xml",)}
    asked = night(walk(INDEX), lambda name: Discovered(more=tuple(URL + child for child in named[name])))
    assert asked == ["sitemap.xml", "a.xml", "b.xml"]


def test_lists_that_lead_back_end() -> None:
    pages = [f"berita?page={number}" for number in range(2, 5)]
    following = dict(pairwise(["berita", *pages, "berita?page=2"]))
    asked = night(walk(LIST), lambda name: Discovered(links(name), more=(URL + following[name],)))
    assert asked == ["berita", *pages]


def test_a_sitemap_below_a_sitemap_without_end_is_left() -> None:
    asked = night(walk(INDEX), lambda name: Discovered(more=(f"{URL}x{name}",)))
    assert asked == ["sitemap.xml", "xsitemap.xml", "xxsitemap.xml", "xxxsitemap.xml"]
    assert len(asked) == SITEMAP_DEPTH


def test_an_index_with_more_sitemaps_than_a_night_has_room_for_is_read_in_several() -> None:
    facts: dict[str, str] = {}
    nights: list[list[str]] = []
    index = Discovered(more=tuple(f"{URL}{number}.xml" for number in range(7)))
    for _ in range(3):
        site = walk(INDEX, facts=facts, pages_max=4)
        nights.append(sorted(night(site, lambda name: index if name == "sitemap.xml" else Discovered(links(name)))))
        facts |= site.conclude(NOW)
    assert nights == [
        ["0.xml", "1.xml", "2.xml", "sitemap.xml"],
        ["3.xml", "4.xml", "5.xml", "sitemap.xml"],
        ["6.xml", "sitemap.xml"],
    ]
    assert site.completes


def test_fifty_thousand_addresses_are_wanted_once() -> None:
    site = walk(INDEX)
    [step] = site.next_source()
    found = Discovered(tuple(Link(f"{URL}berita/pasar-{number}") for number in range(50_000)))
    news = site.read(step, found)
    assert (news.fresh, news.new, len(news.wanted)) == (50_000, 50_000, 50_000)
    again = site.read(step, found)
    assert (again.fresh, again.new, again.wanted) == (0, 0, ())


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        (links("a", "b"), 2),  # the same on every page: its second page showed it
        ((), 1),
    ],
)
def test_pages_without_end_that_show_nothing_new_are_left_at_once(shown: tuple[Link, ...], asked: int) -> None:
    pages = count(2)
    assert len(night(walk(LIST), lambda _: Discovered(shown, more=(f"{LIST.url}?page={next(pages)}",)))) == asked


def pages_of(articles: Sequence[str], size: int, beside: Sequence[str]) -> Callable[[str], Discovered]:
    """A list of ``articles``, ``size`` a page, with ``beside`` in the side bar of each of them."""

    def page(path: str) -> Discovered:
        number = int(path.partition("?page=")[2] or 1)
        shown = articles[size * (number - 1) : size * number]
        more = (f"{LIST.url}?page={number + 1}",) if size * number < len(articles) else ()
        return Discovered(links(*dict.fromkeys((*shown, *beside))), more=more)

    return page


@pytest.mark.parametrize("beside", [range(10), range(5, 15), range(20, 30), ()])
def test_a_side_bar_that_tells_of_a_pages_articles_before_does_not_end_the_history(beside: Sequence[int]) -> None:
    articles = [str(number) for number in range(30)]
    site = walk(LIST)
    asked = night(site, pages_of(articles, 5, [articles[number] for number in beside]))
    assert asked == ["berita", *(f"berita?page={number}" for number in range(2, 7))]
    assert site.completes


@pytest.mark.parametrize("new", [0, 1, 2, 3, MANY, 5, 8, 12, 20])
@pytest.mark.parametrize("beside", [range(10), range(40, 52), ()])
def test_a_gap_is_followed_to_what_is_known(new: int, beside: Sequence[int]) -> None:
    articles = [str(number) for number in range(60)]
    known = {name(article): Listed() for article in articles[new:]}
    asked = night(walk(LIST, known=known, facts=DONE), pages_of(articles, 5, [articles[number] for number in beside]))
    assert known.keys() == {name(article) for article in articles}
    assert len(asked) == 1 if new < 3 else new <= 5 * len(asked) < new + 15


def test_side_bars_that_are_another_on_every_page_hold_nobody() -> None:
    turns = [links("a", "b", "c"), *(links(*order) for order in permutations("abc"))]
    pages = count(1)
    asked = night(walk(LIST), lambda _: Discovered(turns[(at := next(pages)) % 7], more=(f"{LIST.url}?page={at}",)))
    assert len(asked) == 1 + BARREN


def test_pages_without_end_that_show_something_new_are_left_at_the_bound() -> None:
    pages = count(2)
    site = walk(LIST, pages_max=6)
    asked = night(site, lambda name: Discovered(links(f"x{name}"), more=(f"{LIST.url}?page={next(pages)}",)))
    assert len(asked) == 6
    assert not site.completes


def posts(number: int, month: str = "2026-02") -> Discovered:
    """What an API shows of so many posts, changed in that month."""
    return Discovered(tuple(Link(f"{URL}post-{n}", modified_raw=f"{month}-10T08:00:00") for n in range(number)))


@pytest.mark.parametrize(
    ("shown", "goes_on"), [(posts(FEW), False), (posts(FEW, "2019-12"), False), (posts(FEW - 1), True)]
)
def test_on_first_contact_an_api_that_shows_few_posts_is_not_believed_alone(
    shown: Discovered, *, goes_on: bool
) -> None:
    site = walk(API, Sitemap(f"{URL}sitemap.xml"), FEED, LIST)
    [step] = site.next_source()
    news = site.read(site.ask(step), shown)
    assert site.is_over(step, news) is not goes_on
    if goes_on:
        [step] = site.next_source()  # no sitemap, which names every page
        assert step.source == FEED
        assert not site.is_over(step, site.read(site.ask(step), shown))
        [step] = site.next_source()
        assert site.is_over(step, site.read(site.ask(step), Discovered(links("a", "b"))))
        assert site.conclude(NOW)[BESIDE] == f'["{LIST.url}"]'
        assert site.completes


def test_what_shows_more_than_the_api_is_read_every_night_and_nothing_else() -> None:
    site = walk(
        API, FEED, LIST, facts={**DONE, f"modified:{API.url}": "2026-02-20T00:00:00", BESIDE: f'["{LIST.url}"]'}
    )
    [step] = site.next_source()
    assert not site.is_over(step, site.read(site.ask(step), Discovered()))
    [step] = site.next_source()
    assert step.source == LIST
    assert site.is_over(step, site.read(site.ask(step), Discovered(links("a"))))
    assert LOOKED not in site.conclude(NOW)


@pytest.mark.parametrize(
    ("newest", "looked", "goes_on"),
    [
        ("2026-02-01", None, False),
        ("2025-12-20", None, True),
        ("2025-12-20", "2026-02-20", False),
        ("2025-12-20", "2026-01-20", True),
    ],
)
def test_beside_a_silent_api_its_site_is_looked_at_once_a_month(
    newest: str, looked: str | None, *, goes_on: bool
) -> None:
    before = {LOOKED: f"{looked}T19:00:00+00:00"} if looked else {}
    site = walk(API, LIST, facts={**DONE, f"modified:{API.url}": f"{newest}T00:00:00", **before})
    [step] = site.next_source()
    assert site.is_over(step, site.read(site.ask(step), Discovered())) is not goes_on
    assert (site.conclude(NOW).get(LOOKED) == NOW.isoformat()) is goes_on


def test_a_site_whose_file_names_no_lists_is_explored_beside_an_api_that_shows_little() -> None:
    site = walk(API)
    [step] = site.next_source()
    wondered = [(site.is_over(step, site.read(site.ask(step), posts(2))), site.wonders)]
    site.explored = True
    site.add_sources([API, LIST], re.compile("^/berita/"))
    wondered.append((site.is_over(step, None), site.wonders))
    assert wondered == [(False, True), (False, False)]
    assert [step.source for step in site.next_source()] == [LIST]
