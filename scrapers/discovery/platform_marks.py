"""What gives a CMS away: marks in its pages, and the places where it puts feeds and sitemaps. Kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a page's source that speaks for a platform.

    :param weight: 3 proves it, 2 is enough alone, 1 needs company
    :param words: any of these in the source, which is in lower case
    :param pattern: searched there as well, where plain words don't do
    """

    platform: str
    weight: float
    reason: str
    words: tuple[str, ...]
    pattern: re.Pattern[str] | None = None

    def is_in(self, source: str) -> bool:
        """Whether the mark is there. Words first: they are found a hundred times faster than patterns."""
        if not any(word in source for word in self.words):
            return False
        return self.pattern is None or self.pattern.search(source) is not None


def _mark(platform: str, weight: float, reason: str, *words: str, pattern: str | None = None) -> Mark:
    return Mark(platform, weight, reason, words, re.compile(pattern) if pattern else None)


def _generator(platform: str, name: str) -> Mark:
    word = name.lower()
    tag = rf"<meta(?=[^>]{{0,200}}name=[\"']?generator)[^>]{{0,200}}content=[\"']?[^\"'>]{{0,40}}\b{word}"
    return Mark(platform, 3, f"generator {name}", (word,), re.compile(tag))


MARKS = (
    _generator("wordpress", "WordPress"),
    _mark("wordpress", 3, "link to the WordPress API", "https://api.w.org/"),
    _mark("wordpress", 2, "/wp-content/", "/wp-content/themes/", "/wp-content/plugins/", "/wp-content/uploads/"),
    _mark("wordpress", 2, "/wp-includes/", "/wp-includes/"),
    _mark("wordpress", 1, "WordPress class names", "wp-block-", "wp-image-"),
    _generator("joomla", "Joomla"),
    _mark("joomla", 3, "Joomla script options", "joomla-script-options", "joomla.jtext"),
    _mark("joomla", 2, "/media/system/", "/media/system/", "/media/jui/", "/media/vendor/joomla"),
    _mark("joomla", 2, "option=com_…", "option=com_"),
    _mark("joomla", 1, "/components/com_…", "/components/com_", "/modules/mod_"),
    _generator("blogger", "Blogger"),
    _mark("blogger", 2, "/feeds/posts/default", "/feeds/posts/default"),
    _mark("blogger", 1, "files of blogger.com", "www.blogger.com/", "blogger.googleusercontent.com/"),
    _generator("drupal", "Drupal"),
    _mark("drupal", 3, "Drupal settings", "drupal-settings-json", "drupal.settings"),
    _mark("drupal", 2, "/sites/default/files/", "/sites/default/", "/sites/all/", "/core/misc/drupal"),
    _generator("opensid", "OpenSID"),
    _mark("opensid", 2, "/desa/upload/", "/desa/upload/", "/desa/themes/", "/desa/logo/"),
    _mark("opensid", 2, "first/artikel/", "first/artikel/", "first/kategori/", "first/arsip/"),
    _mark("lokomedia", 3, "media.php?module=", "media.php?module=", "?module=detailberita"),
    _mark("lokomedia", 2, "foto_berita/", "foto_berita/", "foto_statis/", "foto_banner/", "semua-berita.html"),
    _mark("lokomedia", 2, "/po-content/", "/po-content/", "/po-includes/"),
    _mark(
        *("lokomedia", 1, "berita-….html"),
        *("berita-", "statis-", "hal-"),
        pattern=r"href=[\"'](?:https?://[^\"'/]{1,100}/|/|\./)?(?:berita|statis|hal)-[\w-]{1,200}\.html",
    ),
    _mark("codeigniter", 3, "CodeIgniter form token", "csrf_test_name", "ci_csrf_token"),
    _mark("codeigniter", 2, "ci_session", "ci_session", "welcome to codeigniter"),
    _mark("codeigniter", 1, "/index.php/… in links", "/index.php/", pattern=r"/index\.php/[a-z_]{2,40}[/\"']"),
    _mark("laravel", 3, "Livewire", "/livewire/livewire", "wire:id=", "wire:snapshot=", "window.livewire"),
    _mark("laravel", 2, "csrf-token in the head", 'name="csrf-token"', "name='csrf-token'"),
    _mark("laravel", 2, "files built by Laravel", "/build/assets/", "/js/app.js?id="),
    _mark("laravel", 1, "/storage/", "/storage/", pattern=r"/storage/[\w/-]{1,200}\.(?:jpe?g|png|webp)"),
    _mark("javascript", 3, "Next.js", 'id="__next"', "id='__next'", "__next_data__", "/_next/static/"),
    _mark("javascript", 3, "Nuxt", 'id="__nuxt"', "id='__nuxt'", "__nuxt__", "/_nuxt/"),
    _mark("javascript", 2, "Angular", "<app-root", "ng-version="),
    _mark(
        *("javascript", 1.5, "an empty root element"),
        *("root", "app"),
        pattern=r"<div[^>]{0,100}\bid=[\"']?(?:root|app|q-app)[\"']?[^>]{0,100}>\s*</div>",
    ),
)
ENOUGH = 2.0  # weight that names a platform
_MAX_SOURCE = 500_000  # characters that are searched

FEED_PLACES = {
    "wordpress": ("feed/", "?feed=rss2"),
    "joomla": ("?format=feed&type=rss", "index.php?format=feed&type=rss"),
    "blogger": ("feeds/posts/default", "feeds/posts/default?alt=rss"),
    "drupal": ("rss.xml",),
    "opensid": ("feed.xml", "index.php/feed", "feed"),
    "lokomedia": ("rss.xml", "rss.php"),
    "": ("feed", "rss", "rss.xml", "feed.xml", "atom.xml", "index.xml"),
}
SITEMAP_PLACES = {
    "wordpress": ("wp-sitemap.xml", "sitemap_index.xml", "sitemap.xml"),
    "joomla": ("sitemap.xml", "index.php?option=com_jmap&view=sitemap&format=xml"),
    "blogger": ("sitemap.xml",),
    "": ("sitemap.xml", "sitemap_index.xml", "sitemap.xml.gz", "sitemap-index.xml", "sitemap.txt"),
}


def platform_of(source: str) -> tuple[str | None, tuple[str, ...]]:
    """The platform a page was made by, and why.

    :param source: the page's markup
    """
    source = source[:_MAX_SOURCE].lower()
    weights: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    for mark in MARKS:
        if mark.is_in(source):
            weights[mark.platform] = weights.get(mark.platform, 0.0) + mark.weight
            reasons.setdefault(mark.platform, []).append(mark.reason)
    if not weights:
        return None, ()
    best = max(weights, key=lambda name: weights[name])
    return (best, tuple(reasons[best])) if weights[best] >= ENOUGH else (None, ())
