from __future__ import annotations

import time

import pytest

from scrapers.discovery.json.data_urls import data_urls

SITE = "https://dinkop.contoh.go.id/"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('fetch("/api/berita?page=1")', ("api/berita?page=1",)),
        ("axios.get('api/news')", ("api/news",)),
        (
            '{"u":"https:\\/\\/dinkop.contoh.go.id\\/api\\/list-berita?id_pd=3\\u0026limit=9"}',
            ("api/list-berita?id_pd=3&limit=9",),
        ),
        ("`/data/berita.json`", ("data/berita.json",)),
        ('"/api/menu" "/api/berita"', ("api/berita", "api/menu")),
        ('{"buildId":"a1B2c3"}', ("_next/data/a1B2c3/index.json",)),
        ('"/manifest.json" "/api/login" "https://maps.googleapis.com/maps/api/js"', ()),
        ('"/berita/pasar-murah" "text/api"', ()),
        ('e=await r.get("".concat("https://dinkop.contoh.go.id/api","/berita"))', ("api/berita", "api")),
        ('get("".concat("https://dinkop.contoh.go.id/api/v1/","/berita/").concat(t))', ("api/v1/",)),
        (
            'u="https://dinkop.contoh.go.id",a=create({baseURL:`${u}/api`});a.get("/berita?limit=9")',
            ("api/berita?limit=9",),
        ),
        ("a=create({baseURL:`${h}/api/v2/`});a.get('layanan'),a.get('posts')", ("api/v2/posts",)),
        ('"https://dinkop.contoh.go.id/profil";a.get("/berita")', ()),
    ],
)
def test_addresses_of_data(source: str, expected: tuple[str, ...]) -> None:
    assert data_urls(source, SITE) == tuple(SITE + path for path in expected)


def test_long_scripts_take_bounded_time() -> None:
    started = time.process_time()
    assert len(data_urls("".join(f'"/api/x{n}" "/y{n}" ' for n in range(200_000)), SITE)) == 40
    assert time.process_time() - started < 3.0
