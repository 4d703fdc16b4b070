"""The registry as it stands in scrapers/offices: complete, consistent, and true to what was seen of each site."""

import json
from pathlib import Path
from urllib.parse import urljoin

import pytest

from scrapers.discovery.json.listing import read_json_listing
from scrapers.registry import load_offices
from scrapers.registry.office import JsonListing, Office, Site
from scrapers.registry.platforms import resolve

OFFICES = load_offices(Path(__file__).parents[1] / "scrapers" / "offices")
SITES = {site.url: site for office in OFFICES.values() for site in office.sites}
PATTERNS = {url: resolve(site) for url, site in SITES.items() if resolve(site).article_url}
NATIONAL = {"infopublik", "kemenkop", "kemenumkm"}

# BPS's codes of East Java: the province, 29 kabupaten, 9 kota.
EAST_JAVA = {
    "35": "jawa-timur",
    "3501": "pacitan",
    "3502": "ponorogo",
    "3503": "trenggalek",
    "3504": "tulungagung",
    "3505": "blitar",
    "3506": "kediri",
    "3507": "malang",
    "3508": "lumajang",
    "3509": "jember",
    "3510": "banyuwangi",
    "3511": "bondowoso",
    "3512": "situbondo",
    "3513": "probolinggo",
    "3514": "pasuruan",
    "3515": "sidoarjo",
    "3516": "mojokerto",
    "3517": "jombang",
    "3518": "nganjuk",
    "3519": "madiun",
    "3520": "magetan",
    "3521": "ngawi",
    "3522": "bojonegoro",
    "3523": "tuban",
    "3524": "lamongan",
    "3525": "gresik",
    "3526": "bangkalan",
    "3527": "sampang",
    "3528": "pamekasan",
    "3529": "sumenep",
    "3571": "kota-kediri",
    "3572": "kota-blitar",
    "3573": "kota-malang",
    "3574": "kota-probolinggo",
    "3575": "kota-pasuruan",
    "3576": "kota-mojokerto",
    "3577": "kota-madiun",
    "3578": "kota-surabaya",
    "3579": "kota-batu",
}

# Lists that were seen or that others cite: site -> addresses. None of them is an article.
LISTS = {
    "https://pacitankab.go.id/": (
        "https://pacitankab.go.id/category/berita/",
        "https://pacitankab.go.id/news/page/45",
        "https://pacitankab.go.id/tag/diskominfo-pacitan/page/90/",
        "https://pacitankab.go.id/tag/diskominfo-pacitan/page/87",
        "https://pacitankab.go.id/tag/watu-mejo-mangrove-park/",
    ),
    "https://setda.trenggalekkab.go.id/": ("https://setda.trenggalekkab.go.id/index.php/en/18-berita",),
    "https://ppid.jemberkab.go.id/": ("https://ppid.jemberkab.go.id/api/berita",),
    "https://www.banyuwangikab.go.id/": (
        "https://www.banyuwangikab.go.id/berita",
        "https://www.banyuwangikab.go.id/berita/kanal/umum",
    ),
    "https://pasuruankab.go.id/": ("https://pasuruankab.go.id/berita",),
    "https://www.jombangkab.go.id/": ("https://www.jombangkab.go.id/berita",),
    "https://www.nganjukkab.go.id/": ("https://www.nganjukkab.go.id/home/",),
    "https://madiunkab.go.id/": ("https://madiunkab.go.id/berita/",),
    "https://suara.ngawikab.go.id/": (
        "https://suara.ngawikab.go.id/category/berita/pemerintahan/page/264",
        "https://suara.ngawikab.go.id/page/300",
    ),
    "https://bojonegorokab.go.id/": ("https://bojonegorokab.go.id/berita",),
    "https://www.lamongankab.go.id/": ("https://www.lamongankab.go.id/beranda/prokopim/kategori/berita?page=5",),
    "https://pamekasankab.go.id/": ("https://pamekasankab.go.id/berita/1",),
    "https://www.sumenepkab.go.id/": ("https://sumenepkab.go.id/berita",),
    "https://www.kedirikota.go.id/": ("https://kedirikota.go.id/api/berita",),
    "https://www.surabaya.go.id/": (
        "https://www.surabaya.go.id/id/berita",
        "https://surabaya.go.id/api/data/news?page=1&category=berita",
    ),
    "https://umkm.go.id/": ("https://umkm.go.id/siaran-pers",),
}
# What no site of any kind uses for an article.
FURNITURE = (
    "",
    "?page=2",
    "author/admin/",
    "berita",
    "berita/",
    "berita?page=2",
    "berita/page/2/",
    "category/berita/",
    "category/berita/page/2/",
    "feed/",
    "news",
    "page/2/",
    "sitemap.xml",
    "tag/umkm/",
    "wp-json/wp/v2/posts?per_page=100",
    "wp-login.php",
)


# Records with the fields that public programs read from each list in JSON: office -> document, address, date.
JSON_LISTS = {
    "jember": (
        {"data": [{"slug": "pasar-murah", "judul_berita": "Pasar murah", "tanggal_berita": "2026-02-04"}]},
        "https://ppid.jemberkab.go.id/berita-ppid/detail/pasar-murah",
        "2026-02-04",
    ),
    "kota-kediri": (
        # The list stands in the document as text.
        {
            "berita": '[{"idpost": 5, "judul": "Pasar murah", "judulurl": "pasar-murah", "kategoriurl": "berita", '
            '"kategori": "Berita", "tanggal": "2026-02-04 08:00:00"}]'
        },
        "https://kedirikota.go.id/p/berita/5/pasar-murah",
        "2026-02-04 08:00:00",
    ),
    "kota-surabaya": (
        {
            "data": [
                {"id": 5, "title": "Pasar murah", "slug": "pasar-murah", "publish_date": "2026-02-04T08:00:00+07:00"}
            ]
        },
        "https://surabaya.go.id/id/berita/5/pasar-murah",
        "2026-02-04T08:00:00+07:00",
    ),
}


def _examples(sites: dict[str, Site]) -> list[tuple[str, str]]:
    return [(url, example) for url, site in sites.items() for example in site.examples]


def test_every_office_of_east_java_is_there_once_under_its_code() -> None:
    found = [(office.code, id_) for id_, office in OFFICES.items() if id_ not in NATIONAL]
    assert sorted(found) == sorted(EAST_JAVA.items())
    assert set(OFFICES) - NATIONAL == set(EAST_JAVA.values())
    assert {OFFICES[id_].code for id_ in NATIONAL} == {"00"}


def test_there_are_29_kabupaten_9_kota_one_province_and_three_national_offices() -> None:
    levels = [office.level for office in OFFICES.values()]
    assert {level: levels.count(level) for level in levels} == {
        "kabupaten": 29,
        "kota": 9,
        "provinsi": 1,
        "nasional": 3,
    }


def test_offices_come_sorted_by_id() -> None:
    assert list(OFFICES) == sorted(OFFICES)


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_a_name_is_whole_official_and_without_acronyms(office: Office) -> None:
    expected = "" if office.id in NATIONAL else f" {office.region}"
    assert office.name.endswith(expected)
    assert office.name.startswith("Dinas ") or office.id in NATIONAL
    assert not set(office.name) & set("();/")
    assert office.name not in office.aliases


@pytest.mark.parametrize("office", OFFICES.values(), ids=OFFICES)
def test_an_office_has_a_site_that_is_crawled(office: Office) -> None:
    assert office.record().website is not None


def test_seats_of_government_lie_in_east_java_each_somewhere_else() -> None:
    seats = [(office.latitude, office.longitude) for id_, office in OFFICES.items() if id_ not in NATIONAL]
    assert all(-8.8 < latitude < -6.8 and 110.9 < longitude < 114.6 for latitude, longitude in seats)
    assert len(set(seats)) == len(seats)


def test_what_is_a_guess_an_alias_or_left_behind_is_not_crawled() -> None:
    doubtful = {url for url, site in SITES.items() if site.evidence == "guess" or site.role in ("alias", "legacy")}
    assert {url for url, site in SITES.items() if not site.enabled} == doubtful


def test_no_site_is_declared_twice() -> None:
    assert len(SITES) == sum(len(office.sites) for office in OFFICES.values())


@pytest.mark.parametrize("site", SITES.values(), ids=SITES)
def test_portals_are_filtered_and_offices_are_not(site: Site) -> None:
    assert site.about or site.role != "portal"
    assert not (site.about and site.role == "office")


@pytest.mark.parametrize(("url", "example"), _examples(PATTERNS))
def test_an_articles_address_is_recognised(url: str, example: str) -> None:
    assert PATTERNS[url].recognises(example) is True


@pytest.mark.parametrize(("url", "example"), _examples(PATTERNS))
def test_an_articles_identity_is_found_where_the_site_has_one(url: str, example: str) -> None:
    identity = PATTERNS[url].identity
    found = identity.search(example) if identity else None
    assert (found is None) == (identity is None)
    assert found is None or found[1] in example


@pytest.mark.parametrize("url", PATTERNS)
def test_furniture_is_no_article(url: str) -> None:
    site = PATTERNS[url]
    lists = [*(urljoin(url, path) for path in FURNITURE), *(source.url for source in site.sources)]
    assert [address for address in (*lists, *LISTS.get(url, ())) if site.recognises(address)] == []


def test_every_list_belongs_to_a_site_of_the_registry_with_a_pattern() -> None:
    assert set(LISTS) <= set(PATTERNS)


def test_one_article_of_the_jombang_platform_has_one_identity_on_every_host() -> None:
    slug = "peningkatan-kualitas-sdm-koperasi-dan-usaha-mikro-adalah-komitmen-kami-398"
    addresses = {
        "https://dinkopum.jombangkab.go.id/": f"https://dinkopum.jombangkab.go.id/berita/{slug}",
        "http://ppdb.jombangkab.go.id/": f"http://ppdb.jombangkab.go.id/berita/uncategorized/{slug}",
    }
    patterns = {url: PATTERNS[url].identity for url in addresses}
    found = {pattern.search(addresses[url]) for url, pattern in patterns.items() if pattern}
    assert {match and match[1] for match in found} == {"398"}


def test_every_list_in_json_has_a_record_here() -> None:
    kinds = {
        office.id
        for office in OFFICES.values()
        for site in office.sites
        for source in site.sources
        if isinstance(source, JsonListing)
    }
    assert kinds == set(JSON_LISTS)


@pytest.mark.parametrize(("id_", "document", "address", "published"), [(id_, *row) for id_, row in JSON_LISTS.items()])
def test_a_list_in_json_is_read_as_declared(id_: str, document: object, address: str, published: str) -> None:
    site = OFFICES[id_].sites[0]
    source = next(source for source in site.sources if isinstance(source, JsonListing))
    found = read_json_listing(json.dumps(document).encode(), source, source.url)
    assert [(link.url, link.hint.title, link.hint.published_raw) for link in found.links] == [
        (address, "Pasar murah", published)
    ]
    assert site.recognises(address)
