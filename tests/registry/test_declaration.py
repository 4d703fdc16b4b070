import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.registry.declaration import parse, render
from scrapers.registry.office import Feed, JsonListing, Listing, Office, Selectors, Site, Sitemap, Source, WordPressApi
from scrapers.registry.platforms import PLATFORMS
from scrapers.registry.rules import EVIDENCE, ROLES, OfficeError

WHOLE = r"""
id = "kota-contoh"
code = "3571"  # BPS
level = "kota"
region = "Kota Contoh"
name = "Dinas Koperasi Kota Contoh"
latitude = -7.5  # seat of government, WGS 84
longitude = 112
aliases = ["Dinkop", "DKUP"]
expected = 4  # articles a month
notes = "Two lines,\nhere."

[[site]]
url = "https://dinkop.contoh.go.id/"
role = "office"  # office, portal, alias, legacy
evidence = "page"  # page: seen, linked: named by others, guess: unseen
platform = "jombangkab"
article_url = '^/kabar/(\d+)$'
about = true
identity = '/kabar/(\d+)$'
delay_seconds = 2.5
unverified_tls = true
examples = ["https://dinkop.contoh.go.id/kabar/5"]

[[site.source]]
kind = "wordpress"
url = "https://dinkop.contoh.go.id/wp-json/wp/v2/posts"

[[site.source]]
kind = "feed"
url = "https://dinkop.contoh.go.id/feed/"

[[site.source]]
kind = "sitemap"
url = "https://dinkop.contoh.go.id/sitemap.xml"

[[site.source]]
kind = "listing"
url = "https://dinkop.contoh.go.id/kabar"

[[site.source]]
kind = "json"
url = "https://dinkop.contoh.go.id/api"
link = "/kabar/{id}"
next_url = "https://dinkop.contoh.go.id/api?page={page}"
items = "data.rows"
title = "judul"
body = "isi"
published = "tanggal"
author = "penulis"
category = "kategori"
image = "gambar"

[site.selectors]
title = ["h2.judul", "h1"]
body = [".isi"]
published = ["span.tgl"]

[[site]]
url = "http://contoh.blogspot.com/"
role = "legacy"  # office, portal, alias, legacy
evidence = "guess"  # page: seen, linked: named by others, guess: unseen
enabled = false
""".lstrip()

OFFICE = Office(
    id="kota-contoh",
    code="3571",
    level="kota",
    region="Kota Contoh",
    name="Dinas Koperasi Kota Contoh",
    latitude=-7.5,
    longitude=112,
    aliases=("Dinkop", "DKUP"),
    expected=4,
    notes="Two lines,\nhere.",
    sites=(
        Site(
            "https://dinkop.contoh.go.id/",
            platform="jombangkab",
            article_url=re.compile(r"^/kabar/(\d+)$"),
            about=True,
            identity=re.compile(r"/kabar/(\d+)$"),
            delay_seconds=2.5,
            unverified_tls=True,
            examples=("https://dinkop.contoh.go.id/kabar/5",),
            sources=(
                WordPressApi("https://dinkop.contoh.go.id/wp-json/wp/v2/posts"),
                Feed("https://dinkop.contoh.go.id/feed/"),
                Sitemap("https://dinkop.contoh.go.id/sitemap.xml"),
                Listing("https://dinkop.contoh.go.id/kabar"),
                JsonListing(
                    "https://dinkop.contoh.go.id/api",
                    "/kabar/{id}",
                    "https://dinkop.contoh.go.id/api?page={page}",
                    items="data.rows",
                    title="judul",
                    body="isi",
                    published="tanggal",
                    author="penulis",
                    category="kategori",
                    image="gambar",
                ),
            ),
            selectors=Selectors(title=("h2.judul", "h1"), body=(".isi",), published=("span.tgl",)),
        ),
        Site("http://contoh.blogspot.com/", role="legacy", evidence="guess", enabled=False),
    ),
)


def test_every_key_is_read() -> None:
    assert parse(WHOLE) == OFFICE


def test_a_declaration_is_written_for_people() -> None:
    assert render(OFFICE) == WHOLE


def test_a_long_list_goes_over_several_lines() -> None:
    aliases = (
        "Dinas Koperasi, Usaha Kecil dan Menengah",
        "Dinas Koperasi, Usaha Mikro dan Perdagangan",
        "Dinkop",
        "X" * 30,
    )
    lines = render(replace(OFFICE, aliases=aliases)).splitlines()
    start = lines.index("aliases = [")
    assert lines[start + 1 : start + 6] == [*(f'    "{alias}",' for alias in aliases), "]"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"kota"', "kota", "expected TOML: Invalid value (at line 3, column 9)"),
        ('level = "kota"\n', "", "level: missing, every Office has one"),
        ("region =", "regoin =", 'regoin = "Kota Contoh": unknown key, did you mean region?'),
        (
            "code",
            '"a\\nb"',
            (
                '"a\\nb" = "3571": unknown key, expected one of id, code, level, region, name, latitude, '
                "longitude, site, aliases, expected, notes"
            ),
        ),
        (
            "code",
            "xyz",
            (
                'xyz = "3571": unknown key, expected one of id, code, level, region, name, latitude, '
                "longitude, site, aliases, expected, notes"
            ),
        ),
        ('"3571"', "3571", "code = 3571: expected text in quotes"),
        ("-7.5", '"-7.5"', 'latitude = "-7.5": expected a number'),
        ("-7.5", "true", "latitude = true: expected a number"),
        ("-7.5", "-97.5", "latitude = -97.5: expected degrees from -90 to 90"),
        ('["Dinkop", "DKUP"]', '"Dinkop"', 'aliases = "Dinkop": expected a list'),
        ('["Dinkop", "DKUP"]', "[1979-05-27]", 'aliases = "1979-05-27": expected text in quotes'),
        ('role = "office"', 'role = "ofice"', 'site 1: role = "ofice": expected one of office, portal, alias, legacy'),
        (
            'role = "legacy"',
            'roll = "legacy"',
            'site 2: roll = "legacy": unknown key, did you mean role?',
        ),
        ("enabled = false", 'enabled = "no"', 'site 2: enabled = "no": expected true or false'),
        (
            "enabled = false\n",
            "",
            (
                "site 2: enabled = true: expected false while the address is only a guess; "
                "look at it with `scrapy probe` first"
            ),
        ),
        (
            'url = "http://contoh.blogspot.com/"',
            'url = "http://contoh.blogspot.com"',
            (
                'site 2: url = "http://contoh.blogspot.com": expected http:// or https://, a lower-case host, '
                "and a path that ends in /"
            ),
        ),
        (
            "http://contoh.blogspot.com/",
            "http://dinkop.contoh.go.id/",
            'sites = "https://dinkop.contoh.go.id/": expected sites of one office to be on different hosts',
        ),
        (
            '"jombangkab"',
            '"jombang"',
            f'site 1: platform = "jombang": expected one of {", ".join(PLATFORMS)}',
        ),
        (
            r"'^/kabar/(\d+)$'",
            r"'^/kabar/(\d+$'",
            (
                r'site 1: article_url = "^/kabar/(\\d+$": expected a regular expression, '
                "but missing ), unterminated subpattern at position 8"
            ),
        ),
        (
            r"'^/kabar/(\d+)$'",
            r"'a{99999999999}'",
            (
                'site 1: article_url = "a{99999999999}": expected a regular expression, '
                "but the repetition number is too large"
            ),
        ),
        (
            r"article_url = '^/kabar/(\d+)$'",
            r"article_url = '^/berita/\d+$'",
            'site 1: examples = "https://dinkop.contoh.go.id/kabar/5": expected an address that article_url matches',
        ),
        (
            r"article_url = '^/kabar/(\d+)$'" + "\n",
            "",
            'site 1: examples = "https://dinkop.contoh.go.id/kabar/5": expected an address that article_url matches',
        ),
        (
            'kind = "sitemap"',
            'kind = "site map"',
            'site 1: source 3: kind = "site map": expected one of wordpress, feed, sitemap, listing, json',
        ),
        (
            'kind = "listing"\n',
            "",
            'site 1: source 4: kind = "": expected one of wordpress, feed, sitemap, listing, json',
        ),
        (
            'url = "https://dinkop.contoh.go.id/feed/"',
            'url = "feed/"',
            'site 1: source 2: url = "feed/": expected a full address, http:// or https://',
        ),
        ('link = "/kabar/{id}"\n', "", "site 1: source 5: link: missing, every JsonListing has one"),
        (
            'title = ["h2.judul", "h1"]',
            'headline = ["h1"]',
            (
                'site 1: selectors: headline = ["h1"]: unknown key, '
                "expected one of title, body, published, author, category"
            ),
        ),
        (
            '[[site]]\nurl = "http://contoh.blogspot.com/"',
            '[site.x]\nurl = "http://contoh.blogspot.com/"',
            (
                'site 1: x = {"url": "http://contoh.blogspot.com/", "role": "legacy", "evidence": "guess", '
                '"enabled": false}: unknown key, expected one of url, role, evidence, enabled, platform, source, '
                "article_url, selectors, about, identity, formerly, delay_seconds, unverified_tls, examples"
            ),
        ),
    ],
)
def test_a_mistake_is_named_with_its_place_and_what_was_expected(old: str, new: str, message: str) -> None:
    assert old in WHOLE
    with pytest.raises(OfficeError) as error:
        parse(WHOLE.replace(old, new, 1))
    assert str(error.value) == message


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('site = "https://a.go.id/"', 'site = "https://a.go.id/": expected a list'),
        ('site = ["https://a.go.id/"]', 'site 1 = "https://a.go.id/": expected a table'),
        ('[[site]]\nurl = "https://a.go.id/"\nselectors = "h1"', 'site 1: selectors = "h1": expected a table'),
    ],
)
def test_a_value_where_a_table_belongs_is_a_mistake(value: str, message: str) -> None:
    with pytest.raises(OfficeError) as error:
        parse(WHOLE[: WHOLE.index("[[site]]")] + value)
    assert str(error.value) == message


_LABEL = st.from_regex(r"[a-z][a-z0-9]{0,10}", fullmatch=True)
_HOST = st.builds("{}.{}.go.id".format, _LABEL, _LABEL)
_ADDRESS = st.builds("https://{}.go.id/{}".format, _LABEL, _LABEL)
_TEXT = st.text(max_size=20)
_WORDS = _TEXT.map(str.strip).filter(bool)
_SELECTORS = st.builds(Selectors, *[st.lists(_TEXT, max_size=2).map(tuple)] * 5)
_PATTERN = st.one_of(
    st.sampled_from([r"^/berita/(\d+)$", r"""(['"\\])""", r"(it's)", "(\n)", "(a|é)"]),
    _TEXT.map(re.escape).map("({})".format),
).map(re.compile)
_JSON = st.builds(
    JsonListing,
    _ADDRESS,
    link=_LABEL.map("/berita/{{{}}}".format),
    next_url=st.none() | _LABEL.map("https://contoh.go.id/{}?page={{page}}".format),
    items=_TEXT,
    title=_TEXT,
    body=st.none() | _TEXT,
    image=st.none() | _TEXT,
)
_SOURCE: st.SearchStrategy[Source] = st.one_of(
    _JSON, *(st.builds(kind, _ADDRESS) for kind in (WordPressApi, Feed, Sitemap, Listing))
)


@st.composite
def _sites(draw: st.DrawFn) -> tuple[Site, ...]:
    sites = []
    for host in draw(st.lists(_HOST, max_size=3, unique=True)):
        evidence = draw(st.sampled_from(EVIDENCE))
        platform = draw(st.none() | st.sampled_from(sorted(PLATFORMS)))
        sites.append(
            Site(
                f"https://{host}/",
                role=draw(st.sampled_from(ROLES)),
                evidence=evidence,
                enabled=evidence != "guess" and draw(st.booleans()),
                platform=platform,
                sources=tuple(draw(st.lists(_SOURCE, max_size=3))),
                article_url=draw(st.none() | _PATTERN),
                selectors=draw(_SELECTORS),
                about=draw(st.booleans()),
                identity=draw(_PATTERN) if platform else None,
                delay_seconds=draw(st.none() | st.floats(0, 600, exclude_min=True)),
                unverified_tls=draw(st.booleans()),
            )
        )
    return tuple(sites)


_OFFICES = st.builds(
    Office,
    id=_LABEL,
    code=st.sampled_from(["3501", "3517", "3529"]),
    level=st.just("kabupaten"),
    region=_TEXT.map("Kabupaten {}".format),
    name=_WORDS,
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    sites=_sites(),
    aliases=st.lists(_WORDS, max_size=3).map(tuple),
    expected=st.none() | st.floats(0, 10_000, exclude_min=True),
    notes=_TEXT,
)


@given(_OFFICES)
def test_whatever_is_written_is_read_back(office: Office) -> None:
    assert parse(render(office)) == office


@given(st.text())
def test_any_text_is_an_office_or_an_error_of_one_line(text: str) -> None:
    with pytest.raises(OfficeError) as error:
        parse(text)
    assert str(error.value).isprintable()


_LINES = [number for number, line in enumerate(WHOLE.splitlines()) if " = " in line]
_VALUE = st.recursive(
    st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_LABEL, inner, max_size=1),
    max_leaves=3,
)


def _inline(value: object) -> str:
    """TOML's inline form."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@given(st.sampled_from(_LINES), _VALUE)
def test_any_value_in_any_place_is_read_or_refused_in_one_line(number: int, value: object) -> None:
    lines = WHOLE.splitlines()
    lines[number] = f"{lines[number].partition(' = ')[0]} = {_inline(value)}"
    try:
        office = parse("\n".join(lines))
    except OfficeError as error:
        assert str(error).isprintable()  # noqa: PT017 - a value that happens to be right is no error
    else:
        assert parse(render(office)) == office
