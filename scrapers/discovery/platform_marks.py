"""What gives a CMS away: marks in its pages, and the places where it puts feeds and sitemaps. Kept as data."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """Something in a page's source that speaks for a platform.

    :param weight: 3 proves it, 2 is enough alone, 1 needs company
    """

    platform: str
    weight: float
    pattern: re.Pattern[str]
    reason: str


def _mark(platform: str, weight: float, pattern: str, reason: str) -> Mark:
    return Mark(platform, weight, re.compile(pattern, re.IGNORECASE), reason)


_GENERATOR = r"<meta[^>]{0,80}name=[\"']?generator[\"']?[^>]{0,80}content=[\"']?[^\"'>]{0,40}"

MARKS = (
    _mark("wordpress", 3, _GENERATOR + r"\bWordPress\b", "generator WordPress"),
    _mark("wordpress", 3, r"rel=[\"']https://api\.w\.org/", "link to the WordPress API"),
    _mark("wordpress", 2, r"/wp-content/(?:themes|plugins|uploads)/", "/wp-content/"),
    _mark("wordpress", 2, r"/wp-includes/", "/wp-includes/"),
    _mark("wordpress", 1, r"\bwp-block-|\bwp-image-\d", "WordPress class names"),
    _mark("joomla", 3, _GENERATOR + r"\bJoomla", "generator Joomla"),
    _mark("joomla", 3, r"joomla-script-options|Joomla\.JText", "Joomla script options"),
    _mark("joomla", 2, r"/media/(?:system|jui|vendor/joomla\w*)/", "/media/system/"),
    _mark("joomla", 2, r"[?&;]option=com_\w+", "option=com_…"),
    _mark("joomla", 1, r"/(?:components|modules)/(?:com|mod)_\w+/", "/components/com_…"),
    _mark("blogger", 3, _GENERATOR + r"\bblogger\b", "generator Blogger"),
    _mark("blogger", 2, r"/feeds/posts/default", "/feeds/posts/default"),
    _mark("blogger", 1, r"www\.blogger\.com/|blogger\.googleusercontent\.com/", "files of blogger.com"),
    _mark("drupal", 3, _GENERATOR + r"\bDrupal\b", "generator Drupal"),
    _mark("drupal", 3, r"drupal-settings-json|Drupal\.settings", "Drupal settings"),
    _mark("drupal", 2, r"/sites/(?:default|all)/(?:files|themes|modules)/|/core/misc/drupal", "/sites/default/files/"),
    _mark("opensid", 3, _GENERATOR + r"\bOpenSID\b", "generator OpenSID"),
    _mark("opensid", 2, r"/desa/(?:upload|themes|logo)/|OpenSID\s+v?\d", "/desa/upload/"),
    _mark("opensid", 2, r"(?:index\.php/)?first/(?:artikel|kategori|arsip)/", "first/artikel/"),
    _mark("lokomedia", 3, r"media\.php\?module=|\?module=detailberita", "media.php?module="),
    _mark("lokomedia", 2, r"/foto_(?:berita|statis|banner|slide)/|semua-berita(?:-\d+)?\.html", "foto_berita/"),
    _mark("lokomedia", 1, r"href=[\"'][^\"']*(?:^|/)?(?:berita|statis|kategori|hal)-[\w-]+\.html", "berita-….html"),
    _mark("lokomedia", 2, r"/po-(?:content|includes)/", "/po-content/"),
    _mark("codeigniter", 3, r"csrf_test_name|\bci_csrf_token\b", "CodeIgniter form token"),
    _mark("codeigniter", 2, r"\bci_session\b|Welcome to CodeIgniter", "ci_session"),
    _mark("codeigniter", 1, r"href=[\"'][^\"']*/index\.php/[a-z_]+(?:/|[\"'])", "/index.php/… in links"),
    _mark("laravel", 3, r"/livewire/livewire|wire:(?:id|snapshot)=|window\.Livewire", "Livewire"),
    _mark("laravel", 2, r"<meta[^>]{0,40}name=[\"']csrf-token[\"']", "csrf-token in the head"),
    _mark("laravel", 2, r"/build/assets/[\w.-]+\.(?:js|css)|/js/app\.js\?id=", "files built by Laravel"),
    _mark("laravel", 1, r"/storage/[\w/-]+\.(?:jpe?g|png|webp)", "/storage/"),
    _mark("javascript", 3, r"\bid=[\"']__next[\"']|__NEXT_DATA__|/_next/static/", "Next.js"),
    _mark("javascript", 3, r"\bid=[\"']__nuxt[\"']|__NUXT__|/_nuxt/", "Nuxt"),
    _mark("javascript", 2, r"<app-root\b|\bng-version=", "Angular"),
    _mark("javascript", 1.5, r"<div[^>]*\bid=[\"']?(?:root|app|q-app)[\"']?[^>]*>\s*</div>", "an empty root element"),
)
ENOUGH = 2.0  # weight that names a platform

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
    weights: dict[str, float] = {}
    reasons: dict[str, list[str]] = {}
    for mark in MARKS:
        if mark.pattern.search(source):
            weights[mark.platform] = weights.get(mark.platform, 0.0) + mark.weight
            reasons.setdefault(mark.platform, []).append(mark.reason)
    if not weights:
        return None, ()
    best = max(weights, key=lambda name: weights[name])
    return (best, tuple(reasons[best])) if weights[best] >= ENOUGH else (None, ())
