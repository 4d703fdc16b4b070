"""What a page says about itself, for machines: JSON-LD, OpenGraph and other meta elements, microdata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree

from scrapers.extraction.fields.linked_data import address_of, article_object, as_list, text_of
from scrapers.extraction.page import Page, selectors

# Names of meta elements that give the day of publication, the most telling first; never "modified" or "updated".
PUBLISHED_META = (
    "article:published_time",
    "article:published",
    "og:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "pubdate",
    "sailthru.date",
    "parsely-pub-date",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.issued",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "og:article:published_time",
    "date",
)
_LINKS = etree.XPath("descendant::a/@rel/..|descendant::link/@rel/..")
_ITEMS = etree.XPath("descendant::*/@itemprop/..")


@dataclass(frozen=True, slots=True)
class Statement:
    """One value and who says it: ``Statement("Pasar murah", "og:title")``."""

    value: str
    witness: str


@dataclass(eq=False)
class Metadata:
    """Everything a page says about itself.

    :param meta: name, property or itemprop in lower case -> content; the first one of a name counts
    :param linked: the JSON-LD object of this page's article, empty where there is none
    :param micro: itemprop in lower case -> value, where a property stands once in the page
    """

    meta: Mapping[str, str]
    linked: Mapping[str, Any]
    micro: Mapping[str, str] = field(default_factory=dict)
    title_tag: str | None = None
    rel_author: str | None = None
    rel_category: str | None = None

    @cached_property
    def titles(self) -> tuple[Statement, ...]:
        """Headlines, the most telling first; ``<title>`` last."""
        found = [Statement(text_of(self.linked.get(key)), "json-ld") for key in ("headline", "name")]
        found += [
            Statement(self.meta.get(name, ""), name) for name in ("og:title", "twitter:title", "dc.title", "title")
        ]
        found += [Statement(self.micro.get(name, ""), "microdata") for name in ("headline",)]
        found.append(Statement(self.title_tag or "", "title"))
        return tuple(statement for statement in found if statement.value)

    @cached_property
    def published(self) -> tuple[Statement, ...]:
        """Days of publication as written, the most telling first."""
        found = [Statement(text_of(self.linked.get(key)), "json-ld") for key in ("datePublished", "dateCreated")]
        found += [Statement(self.meta.get(name, ""), f"meta {name}") for name in PUBLISHED_META]
        found += [Statement(self.micro.get(name, ""), "microdata") for name in ("datepublished", "datecreated")]
        return tuple(statement for statement in found if statement.value)

    @cached_property
    def author(self) -> Statement | None:
        """The first author named."""
        names = [name for name in map(text_of, as_list(self.linked.get("author"))) if name]
        found = [
            Statement(", ".join(dict.fromkeys(names)), "json-ld"),
            *(
                Statement(self.meta.get(n, ""), f"meta {n}")
                for n in ("author", "article:author", "dc.creator", "citation_author")
            ),
            Statement(self.micro.get("author", ""), "microdata"),
            Statement(self.rel_author or "", "rel=author"),
        ]
        return next((s for s in found if s.value and "://" not in s.value), None)

    @cached_property
    def category(self) -> Statement | None:
        """The section of the site that the article stands in."""
        sections = [text for text in map(text_of, as_list(self.linked.get("articleSection"))) if text]
        found = (
            Statement(sections[0] if sections else "", "json-ld"),
            Statement(self.meta.get("article:section", ""), "meta article:section"),
            Statement(self.micro.get("articlesection", ""), "microdata"),
        )
        return next((s for s in found if s.value), None)

    @property
    def site_name(self) -> str | None:
        """The name of the site, where the page gives it."""
        return self.meta.get("og:site_name") or self.meta.get("application-name") or None

    @property
    def image(self) -> str | None:
        """Address of the picture that stands for the article, as written."""
        shown = self.meta.get("og:image") or self.meta.get("og:image:url") or self.meta.get("twitter:image")
        return shown or next(filter(None, map(address_of, as_list(self.linked.get("image")))), None)


def read_metadata(page: Page) -> Metadata:
    """Collect what a page says about itself."""
    meta: dict[str, str] = {}
    for element in page.root.iter("meta"):
        content = " ".join((element.get("content") or "").split())
        for attribute in ("property", "name", "itemprop"):
            for name in (element.get(attribute) or "").lower().split():
                if content:
                    meta.setdefault(name, content)
    title = page.root.find(".//title")
    linked = article_object(page.linked_data, page.url, meta.get("og:title") or _element_text(title))
    links = _LINKS(page.root)
    return Metadata(meta, linked, _microdata(page.root), _element_text(title), _rel_author(links), _rel_category(links))


def _element_text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return " ".join("".join(map(str, element.itertext())).split()) or None


def _microdata(root: etree._Element) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for element in _ITEMS(root):
        value = element.get("content") or element.get("datetime") or _element_text(element) or ""
        for name in (element.get("itemprop") or "").lower().split():
            found.setdefault(name, []).append(value)
    return {name: values[0] for name, values in found.items() if len(set(values)) == 1 and len(values[0]) <= 500}


def _rel_author(links: Sequence[etree._Element]) -> str | None:
    names = {_element_text(link) for link in links if _says(link, "author")} - {None}
    return names.pop() if len(names) == 1 else None


def _rel_category(links: Sequence[etree._Element]) -> str | None:
    """The first section that the page is linked to."""
    link = next((link for link in links if link.tag == "a" and _says(link, "category")), None)
    return selectors.Found(link, "").text or None if link is not None else None


def _says(link: etree._Element, relation: str) -> bool:
    return relation in link.get("rel", "").lower().split()
