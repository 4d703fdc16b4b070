from __future__ import annotations

import pytest

from scrapers.discovery.platform_marks import FEED_PLACES, MARKS, SITEMAP_PLACES, platform_of
from scrapers.registry.platforms import PLATFORMS


def test_one_weak_mark_is_not_enough_two_are() -> None:
    assert platform_of('<img src="/storage/a.jpg">') == (None, ())
    assert platform_of('<img src="/storage/a.jpg"><script src="/build/assets/app-1.js">') == (
        "laravel",
        ("files built by Laravel", "/storage/"),
    )


def test_the_stronger_platform_wins() -> None:
    source = '<meta name="generator" content="WordPress 6.4"><a href="berita-12-pasar.html">x</a>'
    assert platform_of(source) == ("wordpress", ("generator WordPress",))


@pytest.mark.parametrize("word", ["WordPress", "Joomla", "Blogger", "Drupal"])
def test_a_text_about_a_platform_is_no_mark(word: str) -> None:
    assert platform_of(f"<p>Pelatihan {word} untuk admin desa</p>") == (None, ())


def test_platforms_are_those_of_the_registry_or_frameworks() -> None:
    names = {mark.platform for mark in MARKS}
    assert names - set(PLATFORMS) == {"codeigniter", "laravel", "javascript"}
    assert set(FEED_PLACES) | set(SITEMAP_PLACES) <= names | {""}
