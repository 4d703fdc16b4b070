import re
from dataclasses import replace
from urllib.parse import urljoin

import pytest

from scrapers.registry.office import Feed, Listing, Selectors, Site, Sitemap, WordPressApi
from scrapers.registry.platforms import PLATFORMS, resolve
from scrapers.registry.rules import is_address

FRONT = "https://dinkop.example.go.id/"


def test_a_site_without_a_platform_stays_as_it_is() -> None:
    site = Site(FRONT)
    assert resolve(site) is site


def test_an_empty_site_gets_everything_from_its_platform() -> None:
    jombang = PLATFORMS["jombangkab"]
    assert resolve(Site(FRONT, platform="jombangkab")) == Site(
        FRONT,
        platform="jombangkab",
        sources=(Listing("https://dinkop.example.go.id/berita"),),
        article_url=jombang.article_url,
        identity=jombang.identity,
    )


def test_sources_stand_below_the_front_page_wherever_it_is() -> None:
    site = resolve(Site("http://127.0.0.1:8000/dinkop/", platform="wordpress"))
    assert site.sources == (
        WordPressApi("http://127.0.0.1:8000/dinkop/wp-json/wp/v2/posts"),
        Feed("http://127.0.0.1:8000/dinkop/feed/"),
        Sitemap("http://127.0.0.1:8000/dinkop/wp-sitemap.xml"),
    )


def test_what_the_site_says_itself_stays() -> None:
    own = Site(
        FRONT,
        platform="jombangkab",
        sources=(Feed("https://dinkop.example.go.id/rss"),),
        article_url=re.compile("^/kabar/"),
        identity=re.compile(r"/kabar/(\d+)"),
        selectors=Selectors(title=("h2.judul",)),
        examples=("https://dinkop.example.go.id/kabar/5",),
    )
    assert resolve(own) == own


def test_selectors_are_filled_field_by_field(monkeypatch: pytest.MonkeyPatch) -> None:
    general = replace(PLATFORMS["drupal"], selectors=Selectors(title=("h1.page-title",), body=(".field--name-body",)))
    monkeypatch.setattr("scrapers.registry.platforms.PLATFORMS", {"drupal": general})
    site = Site(FRONT, platform="drupal", selectors=Selectors(title=("h2",), author=(".by",)))
    assert resolve(site).selectors == Selectors(title=("h2",), body=(".field--name-body",), author=(".by",))


def test_resolving_twice_changes_nothing() -> None:
    for name in PLATFORMS:
        once = resolve(Site(FRONT, platform=name))
        assert resolve(once) == once


def test_an_unknown_platform_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        resolve(Site(FRONT, platform="typo3"))


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_platform_stands_under_its_name_with_usable_addresses(name: str) -> None:
    platform = PLATFORMS[name]
    assert platform.name == name
    assert all(is_address(urljoin(FRONT, source.url)) for source in platform.sources)
    assert platform.identity is None or platform.identity.groups == 1


@pytest.mark.parametrize(
    ("name", "path", "article"),
    [
        ("blogger", "2010/11/kopwan-mojokerto.html", True),
        ("blogger", "2010/11/kopwan-mojokerto.html?m=1", True),
        ("blogger", "2010/11/", False),
        ("blogger", "2010_08_01_archive.html", False),
        ("blogger", "p/profil.html", False),
        ("opensid", "artikel/2021/3/5/pelatihan-umkm-desa", True),
        ("opensid", "index.php/first/artikel/57", True),
        ("opensid", "artikel/kategori/berita-desa", False),
        ("opensid", "artikel/2021/3", False),
        ("lokomedia", "berita-inovasi-strategi-jitu.html", True),
        ("lokomedia", "berita-57-inovasi-strategi-jitu.html", True),
        ("lokomedia", "semua-berita.html", False),
        ("lokomedia", "kategori-3-umkm.html", False),
        ("jombangkab", "berita/rapat-koordinasi-teknis-11620", True),
        ("jombangkab", "berita/uncategorized/peningkatan-kualitas-398", True),
        ("jombangkab", "berita", False),
        ("jombangkab", "berita?page=2", False),
        ("lamongankab", "posting/33711", True),
        ("lamongankab", "posting", False),
        ("lamongankab", "posting/kategori/berita", False),
        ("mojokertokab", "detail-artikel/hama-dan-penyakit-tanaman-padi-1594789787", True),
        ("mojokertokab", "detail-artikel/hama-dan-penyakit-2020", False),
        ("infopublik", "kategori/nusantara/932263/digitalisasi-koperasi", True),
        ("infopublik", "kategori/nusantara", False),
        ("infopublik", "kategori/nusantara/2", False),
    ],
)
def test_a_platform_knows_its_articles_by_their_address(name: str, path: str, article: bool) -> None:
    assert resolve(Site(FRONT, platform=name)).recognises(FRONT + path) is article


@pytest.mark.parametrize(
    ("name", "path", "identity"),
    [
        ("jombangkab", "berita/rapat-koordinasi-teknis-2025-11620", "11620"),
        ("jombangkab", "berita/uncategorized/peningkatan-kualitas-398", "398"),
        ("lamongankab", "posting/33711", "33711"),
        ("mojokertokab", "detail-artikel/hama-padi-1594789787", "hama-padi-1594789787"),
        ("infopublik", "kategori/nusantara/932263/digitalisasi-koperasi", "932263"),
        ("infopublik", "kategori/nusantara/932263/index.html", "932263"),
    ],
)
def test_an_identity_is_what_all_hosts_share(name: str, path: str, identity: str) -> None:
    pattern = PLATFORMS[name].identity
    found = {pattern and pattern.search(host + path) for host in (FRONT, "http://ppdb.example.go.id/")}
    assert {match and match[1] for match in found} == {identity}
