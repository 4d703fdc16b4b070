"""Words in addresses and menus that promise news, or rule it out: Indonesian and English, kept as data."""

from __future__ import annotations

import re
from urllib.parse import unquote

NEWS_WORDS = frozenset(
    {
        *(
            "berita",
            "kabar",
            "artikel",
            "warta",
            "news",
            "read",
            "baca",
            "post",
            "posting",
            "posts",
            "entry",
            "article",
        ),
        *(
            "articles",
            "detail",
            "isiberita",
            "readmore",
            "rilis",
            "siaran",
            "pers",
            "press",
            "release",
            "liputan",
            "info",
        ),
        *(
            "informasi",
            "content",
            "archives",
            "publikasi",
            "blog",
            "story",
            "isi",
            "pengumuman",
            "kegiatan",
            "view",
            "show",
        ),
    }
)
OTHER_WORDS = frozenset(
    {
        *("category", "categories", "kategori", "kanal", "tag", "tags", "label", "topik", "topic", "author", "penulis"),
        *(
            "page",
            "halaman",
            "hal",
            "laman",
            "galeri",
            "gallery",
            "foto",
            "photo",
            "album",
            "video",
            "videos",
            "agenda",
        ),
        *("event", "events", "kalender", "calendar", "produk", "product", "products", "layanan", "service", "services"),
        *(
            "profil",
            "profile",
            "tentang",
            "about",
            "kontak",
            "contact",
            "hubungi",
            "user",
            "users",
            "pegawai",
            "pejabat",
        ),
        *("dokumen", "document", "documents", "download", "downloads", "unduh", "unduhan", "file", "files", "upload"),
        *(
            "uploads",
            "assets",
            "storage",
            "static",
            "statis",
            "halamanstatis",
            "statik",
            "infografis",
            "search",
            "cari",
        ),
        *("login", "register", "admin", "feed", "rss", "wp-content", "wp-json", "wp-admin", "regulasi", "peraturan"),
        *(
            "ppid",
            "jdih",
            "survey",
            "survei",
            "polling",
            "pengaduan",
            "faq",
            "banner",
            "slider",
            "link",
            "opd",
            "arsip",
        ),
        *("lowongan", "unit", "bidang", "visi", "misi", "struktur", "organisasi", "sejarah", "maklumat", "sambutan"),
    }
)
# Segments that say "what follows is one article", so that even a small number after them is its id.
DETAIL_WORDS = frozenset(
    {
        "detail",
        "baca",
        "read",
        "readmore",
        "view",
        "show",
        "isi",
        "isiberita",
        "post",
        "posting",
        "archives",
        "id",
        "lihat",
    }
)
# Segments that are followed by the number of a page.
PAGING_WORDS = frozenset({"page", "halaman", "hal", "laman", "index", "p", "start", "offset", "list", "daftar"})

BREAKS = re.compile(r"[-_+.~ ]+")


def words_in(segment: str) -> frozenset[str]:
    """The words of a path segment, lower case.

    >>> sorted(words_in("Detail-Berita"))
    ['berita', 'detail']
    """
    return frozenset(part for part in BREAKS.split(unquote(segment).lower()) if part)
