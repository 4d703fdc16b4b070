"""Sites whose pages are empty without scripts: the JSON documents that the page or its scripts name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urljoin

from scrapers.discovery import DiscoveryError, Link
from scrapers.discovery.html.candidates import related
from scrapers.discovery.json.data_urls import data_urls
from scrapers.discovery.json.guess import guess_json_listing
from scrapers.discovery.json.listing import read_json_listing
from scrapers.probing.answer import Answer
from scrapers.probing.asker import Asker
from scrapers.probing.json_links import customary, link_template, list_items, written_templates
from scrapers.probing.menus import RESERVED
from scrapers.probing.notebook import Notebook, reason
from scrapers.probing.report import Found
from scrapers.registry.office import JsonListing
from scrapers.urls import same_site

JSON = "list in JSON"
SCRIPT, ARTICLE = "script", "article"
MAX_SCRIPTS = 3
MAX_DOCUMENTS = 4
_PROVEN = 2  # articles whose addresses a template makes, where any page's address is compared with it
_EMPTY_PAGE = re.compile(r"([?&](?:page|halaman|hal|p)=)(?=&|$)", re.IGNORECASE)
_EMPTY_OFFSET = re.compile(r"([?&](?:offset|start|skip)=)(?=&|$)", re.IGNORECASE)
# What a site's own scripts are called: they are asked before libraries.
_BUILT = re.compile(r"/(?:app|pages|berita|news)/|(?:app|main|index|page|berita|news)[^/]*$", re.IGNORECASE)


async def ask_json(desk: Asker, notes: Notebook, *, scripts: bool = True) -> None:
    """Find one list of news among the JSON documents that the site's pages, then its scripts, name.

    :param scripts: look into the scripts too
    """
    named = dict.fromkeys(url for look in notes.looks for url in look.survey.data_urls)
    asked: set[str] = set()
    if await _ask_documents(desk, notes, named, asked):
        return
    own = sorted(notes.front.scripts, key=lambda url: _BUILT.search(url) is None) if scripts else []
    for script in own[:MAX_SCRIPTS]:
        if desk.left <= RESERVED:
            return
        answer = await desk.ask(script)
        if not answer.usable:
            notes.miss(SCRIPT, answer)
        else:
            text = answer.body.decode("utf-8", "replace")
            if await _ask_documents(desk, notes, data_urls(text, script), asked, text):
                return


async def _ask_documents(desk: Asker, notes: Notebook, urls: Iterable[str], asked: set[str], script: str = "") -> bool:
    for url in map(first_page, urls):
        if len(asked) >= MAX_DOCUMENTS or desk.left <= RESERVED:
            return False
        if url in asked or "{" in url or not (same_site(url, notes.front.url) or related(url, notes.front.url)):
            continue
        asked.add(url)
        if found := await _ask_document(desk, notes, url, script):
            notes.found.append(found)
            return True
    return False


async def _ask_document(desk: Asker, notes: Notebook, url: str, script: str) -> Found | None:
    answer = await desk.ask(url)
    if not answer.usable:
        notes.miss(JSON, answer)
        return None
    try:
        source = guess_json_listing(answer.body, answer.final_url)
        links = read_json_listing(answer.body, source, answer.final_url).links if source else ()
    except DiscoveryError as error:
        notes.miss(JSON, answer, reason(error, answer))
        return None
    if source is None or not links:
        notes.miss(JSON, answer, "JSON, but no list of news in it")
        return None
    source = _on_the_site(await _addressed(desk, notes, source, answer, script), notes.front.url)
    return await _turn_page(desk, source, read_json_listing(answer.body, source, answer.final_url).links)


async def _addressed(desk: Asker, notes: Notebook, source: JsonListing, answer: Answer, script: str) -> JsonListing:
    """The list with the template of its articles' addresses as the site's own links, its script, or a try, prove it."""
    items = list_items(answer.body, source, answer.final_url)
    articles = [url for look in notes.looks for url in look.survey.articles]
    if template := link_template(items, articles) or link_template(items, _every_address(notes), least=_PROVEN):
        return replace(source, link=template)
    written = written_templates(script, items)
    if source.body is not None:  # its articles are read from the list itself
        return replace(source, link=written[0]) if written else source
    for template in dict.fromkeys((*written, *customary(source.link))):
        proposal = replace(source, link=template)
        link = read_json_listing(answer.body, proposal, answer.final_url).links[0]
        look = notes.look(ARTICLE, await desk.ask(link.url)) if desk.left > RESERVED else None
        if look is not None and link.hint.title and link.hint.title.encode() in look.answer.body:
            return proposal
    return source


def _every_address(notes: Notebook) -> list[str]:
    """All that the site's pages and its sitemap lead to, whatever it is."""
    shown = [anchor.url for look in notes.looks for anchor in look.page.anchors()]
    return [*(url for url in shown if same_site(url, notes.front.url)), *notes.proven]


def _on_the_site(source: JsonListing, front: str) -> JsonListing:
    """Articles stand on the site, also where its data come from another host of the regency."""
    if same_site(source.url, front) or not source.link.startswith("/"):
        return source
    return replace(source, link=urljoin(front, "/").rstrip("/") + source.link)


def first_page(url: str) -> str:
    """The address of a list's first page, where a script puts the number behind what it names.

    >>> first_page("https://dinkop.go.id/api/berita?page="), first_page("https://dinkop.go.id/api?limit=9&offset=")
    ('https://dinkop.go.id/api/berita?page=1', 'https://dinkop.go.id/api?limit=9&offset=0')
    """
    return _EMPTY_OFFSET.sub(r"\g<1>0", _EMPTY_PAGE.sub(r"\g<1>1", url, count=1), count=1)


def paged(url: str) -> str:
    """The address of a list with a place for the number of its page.

    >>> paged("https://dinkop.go.id/api/berita?kategori=1")
    'https://dinkop.go.id/api/berita?kategori=1&page={page}'
    """
    return f"{url}{'&' if '?' in url else '?'}page={{page}}"


async def _turn_page(desk: Asker, source: JsonListing, links: tuple[Link, ...]) -> Found:
    """See whether a page number in the address brings other articles, as most such lists allow."""
    template = source.next_url or paged(source.url)
    offset = str(len(links))
    url = template.replace("{page}", "2").replace("{offset}", offset)
    answer = await desk.ask(url)
    try:
        second = read_json_listing(answer.body, source, url).links if answer.usable else ()
    except DiscoveryError:
        second = ()
    known = {link.url for link in links}
    added = tuple(link for link in second if link.url not in known)
    if not added:
        return Found(replace(source, next_url=None), links)
    return Found(replace(source, next_url=template), (*links, *added), url, len(added), template)
