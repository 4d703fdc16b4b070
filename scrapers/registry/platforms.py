"""CMS families as data: where each lists its articles, what their addresses look like.

Only what holds for every site of a family stands here; anything else is the site's own, in ``scrapers/offices``.
CodeIgniter and Laravel have no entry: they are frameworks and fix neither addresses nor lists. Neither has Malang's
multi-office CMS: its one JSON list needs an office number that is known for other offices only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from urllib.parse import urljoin

from scrapers.registry.office import Feed, Listing, Selectors, Site, Sitemap, Source, WordPressApi


@dataclass(frozen=True, slots=True)
class Platform:
    """A CMS family.

    :param sources: their addresses are relative to the site's front page
    :param identity: as in ``Site``: its first group names an article on every host of the platform
    """

    name: str
    sources: tuple[Source, ...] = ()
    selectors: Selectors = Selectors()
    identity: re.Pattern[str] | None = None
    article_url: re.Pattern[str] | None = None


_ALL = (
    # Permalinks are each site's own choice: /slug/, /2025/02/10/slug/, /archives/950/slug/, /?p=4770.
    Platform("wordpress", (WordPressApi("wp-json/wp/v2/posts"), Feed("feed/"), Sitemap("wp-sitemap.xml"))),
    # The feed of the front page; a category has one of its own under the same query.
    Platform("joomla", (Feed("?format=feed&type=rss"),)),
    Platform(
        "blogger",
        (Feed("feeds/posts/default"), Sitemap("sitemap.xml")),
        article_url=re.compile(r"^/\d{4}/\d{2}/[^/?]+\.html(?:\?m=1)?$"),
    ),
    Platform("drupal", (Feed("rss.xml"),)),
    # Made for villages, also run by districts.
    Platform(
        "opensid",
        (Feed("feed.xml"), Sitemap("sitemap.xml")),
        article_url=re.compile(r"^/(?:index\.php/)?(?:first/)?artikel/(?:\d+$|\d{4}/\d{1,2}/\d{1,2}/[^/?]+$)"),
    ),
    Platform(
        "lokomedia",
        (Listing("semua-berita.html"),),
        article_url=re.compile(r"^/berita-[^/?]+\.html$"),
    ),
    # One article counter for all hosts of *.jombangkab.go.id, each of which may serve any article, with a category in
    # the path or without: ppdb.jombangkab.go.id/berita/uncategorized/…-398 is an article of the cooperative office.
    Platform(
        "jombangkab",
        (Listing("berita"),),
        identity=re.compile(r"/berita/(?:[^/?]+/)?[^/?]+-(\d+)/?$"),
        article_url=re.compile(r"^/berita/(?:[^/?]+/)?[^/?]+-\d+/?$"),
    ),
    # One counter for all hosts of *.lamongankab.go.id, no slug. No list was ever seen.
    Platform(
        "lamongankab",
        identity=re.compile(r"/posting/(\d+)/?$"),
        article_url=re.compile(r"^/posting/\d+/?$"),
    ),
    # The ten digits are the second of publication, so that slug and digits together name an article on any host.
    Platform(
        "mojokertokab",
        identity=re.compile(r"/detail-artikel/([^/?]+-\d{10})/?$"),
        article_url=re.compile(r"^/detail-artikel/[^/?]+-\d{10}/?$"),
    ),
    # Its mirror serves the same numbers; what follows a number may be anything, even index.html.
    Platform(
        "infopublik",
        identity=re.compile(r"/kategori/[a-z-]+/(\d+)/"),
        article_url=re.compile(r"^/kategori/[a-z-]+/\d+/[^/?]+$"),
    ),
)

PLATFORMS: Mapping[str, Platform] = MappingProxyType({platform.name: platform for platform in _ALL})


def resolve(site: Site) -> Site:
    """Return ``site`` with its empty fields filled from its platform; what the site says itself stays.

    :raises KeyError: the site names a platform that doesn't exist
    """
    if site.platform is None:
        return site
    platform = PLATFORMS[site.platform]
    own, general = site.selectors, platform.selectors
    return replace(
        site,
        sources=site.sources or tuple(replace(each, url=urljoin(site.url, each.url)) for each in platform.sources),
        article_url=site.article_url or platform.article_url,
        identity=site.identity or platform.identity,
        selectors=Selectors(**{f.name: getattr(own, f.name) or getattr(general, f.name) for f in fields(Selectors)}),
    )
