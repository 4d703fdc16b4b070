"""Feeds: RSS 2.0 and its ancestors, RSS 1.0 (RDF) and Atom, with the whole article where an entry carries it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, tostring

from archive.models import Hint, Kind
from scrapers.discovery import Discovered, DiscoveryError, Link
from scrapers.discovery.entry import entry_document, plain_text, whole_among
from scrapers.discovery.json.wordpress import feed_page
from scrapers.discovery.xml.document import name_of, parse_xml
from scrapers.urls import canonical

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_XHTML = re.compile(r"</?(?:\w+:)?div[^>]*>\s*|\s*xmlns(?::\w+)?=\"[^\"]*\"")
_MAIL = re.compile(r"^\S+@\S+\s+\((.+)\)$")  # RSS 2.0: "humas@contoh.go.id (Humas)"
_NO_CATEGORY = frozenset({"uncategorized", "uncategorised", "tak berkategori", "tanpa kategori", "umum"})
_SECOND = re.compile(r"\d:\d\d:\d\d(?<!:00:00)")  # a full hour may be midnight elsewhere: how software writes a day
_PAGED = re.compile(r"[?&]paged=(\d{1,6})$")
_POST_NUMBER = re.compile(r"/\?p=\d+$")
_MAX_ENTRIES = 5000
_ONE_MOMENT = 5  # entries of the same second: it is the feed's own, or that of a move to other software


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    title: str
    published: str | None
    updated: str | None
    author: str | None
    category: str | None
    image: str | None
    content: str


def read_feed(body: bytes, url: str) -> Discovered:
    """The entries of a feed in its order; one that carries its whole article comes with it as a document.

    :param url: address of the feed, the base of relative links
    :raises DiscoveryError: it is no feed
    """
    root = parse_xml(body, url)
    kind = name_of(root)
    if kind not in ("rss", "rdf", "feed"):
        raise DiscoveryError(f"{url}: expected a feed, got XML with the root <{kind}>")
    base = _base(root, url)
    items = [element for element in root.iter() if name_of(element) == ("entry" if kind == "feed" else "item")]
    skipped: Counter[str] = Counter()
    entries: dict[str, _Entry] = {}
    for item in items[:_MAX_ENTRIES]:
        entry = _atom_entry(item, base) if kind == "feed" else _rss_item(item, base)
        if entry is None:
            skipped["no link"] += 1
        elif entry.url in entries:
            skipped["repeated"] += 1
        else:
            entries[entry.url] = entry
    if len(items) > _MAX_ENTRIES:
        skipped["too many"] = len(items) - _MAX_ENTRIES
    dated = _dated(list(entries.values()))
    whole = whole_among([entry.content for entry in dated])
    links = tuple(_link(entry, url, whole=each) for entry, each in zip(dated, whole, strict=True))
    return Discovered(links, _following(root, base, url), dict(skipped))


def _dated(entries: list[_Entry]) -> list[_Entry]:
    """The entries, without their dates where those are all the same second of a day: it says nothing of any of them."""
    moments = {entry.published for entry in entries}
    first = next(iter(moments), None)
    if len(entries) < _ONE_MOMENT or len(moments) > 1 or first is None or not _SECOND.search(first):
        return entries
    return [replace(entry, published=None, updated=None) for entry in entries]


def _base(root: Element, url: str) -> str:
    """Relative links start from ``xml:base``, else from the address that the channel gives for its site."""
    declared = root.get(_XML_BASE)
    if declared:
        return canonical(declared, url) or url
    channel = next((element for element in root if name_of(element) == "channel"), None)
    for element in channel if channel is not None else ():
        if name_of(element) == "link" and element.text and element.text.strip().startswith(("http://", "https://")):
            return canonical(element.text, url) or url
    return url


def _link(entry: _Entry, url: str, *, whole: bool) -> Link:
    hint = Hint(entry.title or None, entry.published, entry.category, entry.author, url)
    if not whole:
        return Link(entry.url, hint, entry.updated)
    document = entry_document(
        title=entry.title,
        link=entry.url,
        published=entry.published,
        author=entry.author,
        category=entry.category,
        image=entry.image,
        content_html=entry.content,
    )
    return Link(entry.url, hint, entry.updated, document, Kind.ENTRY)


def _children(item: Element) -> dict[str, list[Element]]:
    """Children by name; ``content:encoded`` and ``media:content`` differ from Atom's ``content`` by their namespace."""
    found: dict[str, list[Element]] = {}
    for element in item:
        name = name_of(element)
        if "search.yahoo.com/mrss" in str(element.tag):
            name = f"media:{name}"
        found.setdefault(name, []).append(element)
    return found


def _text(children: dict[str, list[Element]], *names: str) -> str:
    for name in names:
        for element in children.get(name, ()):
            text = "".join(element.itertext()).strip()
            if text:
                return text
    return ""


def _rss_item(item: Element, base: str) -> _Entry | None:
    children = _children(item)
    address = _rss_address(children, base)
    if address is None:
        return None
    author = plain_text(_text(children, "creator", "author"))
    mail = _MAIL.match(author)
    return _Entry(
        url=address,
        title=plain_text(_text(children, "title")),
        published=_text(children, "pubdate", "date", "published", "issued", "updated") or None,
        updated=_text(children, "updated", "modified") or None,
        author=(mail[1] if mail else author) or None,
        category=_category(["".join(element.itertext()) for element in children.get("category", ())])
        or plain_text(_text(children, "subject"))
        or None,
        image=_image(children, base),
        content=_text(children, "encoded"),
    )


def _rss_address(children: dict[str, list[Element]], base: str) -> str | None:
    original = _text(children, "origlink")
    if original:
        return canonical(original, base)
    for element in children.get("link", ()):
        target = (element.text or "").strip() or element.get("href", "")
        if target and element.get("rel", "alternate") == "alternate":
            return canonical(target, base)
    for element in children.get("guid", ()):
        if element.get("isPermaLink", "true").lower() != "false" and (element.text or "").strip().startswith("http"):
            return canonical(element.text or "", base)
    return None


def _atom_entry(item: Element, base: str) -> _Entry | None:
    children = _children(item)
    inner = urljoin(base, item.get(_XML_BASE, ""))
    address = _atom_address(children, inner)
    if address is None:
        return None
    authors = [_text(_children(author), "name") for author in children.get("author", ())]
    published = _text(children, "published", "issued", "created")
    updated = _text(children, "updated", "modified")
    return _Entry(
        url=address,
        title=plain_text(_text(children, "title")),
        published=published or updated or None,
        updated=updated or None,
        author=plain_text(next(filter(None, authors), _text(children, "creator"))) or None,
        category=_category(
            [element.get("label") or element.get("term") or "" for element in children.get("category", ())]
        ),
        image=_image(children, inner),
        content=_atom_content(children.get("content", [])),
    )


def _atom_address(children: dict[str, list[Element]], base: str) -> str | None:
    links = [element for element in children.get("link", ()) if element.get("rel", "alternate") == "alternate"]
    links.sort(key=lambda element: element.get("type", "text/html") != "text/html")
    for element in links:
        address = canonical(element.get("href", ""), urljoin(base, element.get(_XML_BASE, "")))
        if address:
            return address
    identifier = _text(children, "id")
    return canonical(identifier) if identifier.startswith("http") else None


def _atom_content(contents: list[Element]) -> str:
    for element in contents:
        if element.get("src"):
            continue
        if element.get("type") in ("xhtml", "application/xhtml+xml"):
            return _XHTML.sub("", "".join(tostring(child, encoding="unicode") for child in element)).replace(
                "html:", ""
            )
        return "".join(element.itertext()).strip()
    return ""


def _category(labels: list[str]) -> str | None:
    """The first label that says something."""
    names = [name for label in labels if (name := plain_text(label)) and "#" not in name]
    return next((name for name in names if name.lower() not in _NO_CATEGORY), names[0] if names else None)


def _image(children: dict[str, list[Element]], base: str) -> str | None:
    for name in ("media:content", "media:thumbnail", "enclosure"):
        for element in children.get(name, ()):
            kind = element.get("type") or element.get("medium") or "image"
            if element.get("url") and kind.startswith("image"):
                return canonical(element.get("url", ""), base)
    return None


def _following(root: Element, base: str, url: str) -> tuple[str, ...]:
    """The feed's next page, where it names one (RFC 5005), or where the software is known to have one."""
    places = [root, *(element for element in root if name_of(element) == "channel")]
    for element in (child for place in places for child in place):
        if name_of(element) == "link" and element.get("rel") in ("next", "prev-archive"):
            address = canonical(element.get("href", ""), base)
            if address and address != canonical(url):
                return (address,)
    return (_page_after(url),) if any(map(_is_wordpress, places)) else ()


def _is_wordpress(place: Element) -> bool:
    """Whether WordPress made the feed; plugins that hide the generator leave its numbers of posts in the guids."""
    for element in place:
        name, text = name_of(element), element.text or ""
        if name == "generator" and "wordpress" in text.lower():
            return True
        if name == "item":
            return any(name_of(part) == "guid" and _POST_NUMBER.search(part.text or "") for part in element)
    return False


def _page_after(url: str) -> str:
    shown = _PAGED.search(url)
    return feed_page(_PAGED.sub("", url), int(shown[1]) + 1 if shown else 2)
