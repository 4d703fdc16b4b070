"""The method page counts what it claims."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers import settings
from tests.archive.site.practice_room import Room, text

ROOT = Path(__file__).parents[3]


def test_figures(room: Room) -> None:
    assert text(room.tree("/metode?lang=en"), "//dl[@class='tally']/div") == [
        "60 articles",
        "59 with a date of publication",
        "1 with a doubtful date",
        "1 changed at least once",
        "1 gone from their sites",
    ]


def test_whom_to_write_to(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CONTACT", raising=False)
    before = room.get("/metode")
    assert "mailto:" not in before.text
    monkeypatch.setenv("CONTACT", "mailto:arsip@example.org")
    after = room.get("/metode", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert '<a href="mailto:arsip@example.org">arsip@example.org</a>' in after.text


def test_what_is_not_covered_leads_to_how_each_office_is_doing(room: Room) -> None:
    assert "/status" in room.tree("/metode").xpath("//h2[@id='gaps']/..//a/@href")


# What a reader is told -> the words that tell it, in both languages.
SAID = {
    "id": {
        "collect": ["Setiap malam", "WordPress, umpan RSS, peta situs, atau halaman daftar berita", "apa adanya",
                    "hanya berita tentang bidang koperasi dan usaha mikro"],
        "polite": ["Satu permintaan pada satu waktu", "sekitar 2 detik", "paling banyak 1.000 permintaan semalam",
                   "robots.txt dipatuhi dan dibaca ulang setiap dua malam", "dinkop-archive", "alamat kontak"],
        "dates": ["menyebut asalnya", "Tanggal tidak pernah dikarang"],
        "changes": ["sampai 20 berita lama dari setiap situs", "bentuk lamanya tetap dapat dibaca",
                    "hilang dari situs"],
        "gaps": ["situsnya tidak dapat dibaca program", "media sosial", "dihapus sebelum arsip sempat melihatnya",
                 "Gambar dan lampiran tidak disalin"],
        "mend": ["pengelola arsip", "/artikel/…", "dapat meminta penghapusan"],
    },
    "en": {
        "collect": ["Every night", "WordPress interface, an RSS feed, a site map, or its pages of headlines",
                    "as it is", "only articles about cooperatives and micro-enterprises"],
        "polite": ["One request at a time", "about 2 seconds", "at most 1,000 requests a night",
                   "robots.txt is obeyed and read anew every other night", "dinkop-archive", "contact address"],
        "dates": ["names its witness", "No date is ever invented"],
        "changes": ["up to 20 older articles of each site", "earlier form can still be read",
                    "disappears from its site"],
        "gaps": ["sites the program can’t read", "social media", "deleted before the archive saw them",
                 "Pictures and attachments are not copied"],
        "mend": ["operator of this archive", "/artikel/…", "may ask for its removal"],
    },
}  # fmt: skip


@pytest.mark.parametrize("lang", SAID)
def test_what_is_said(room: Room, lang: str) -> None:
    tree = room.tree(f"/metode?lang={lang}")
    for heading, words in SAID[lang].items():
        [section] = text(tree, f"//section[h2[@id='{heading}']]")
        assert [each for each in words if each not in section] == []


def test_the_numbers_are_the_crawlers() -> None:
    manners = {
        "DOWNLOAD_DELAY": 2.0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "REQUESTS_PER_NIGHT": 1000,
        "REVISITS_PER_NIGHT": 20,
        "ROBOTS_MAX_AGE_SECONDS": 26 * 3600,
    }
    assert {name: getattr(settings, name) for name in manners} == manners
    assert settings.USER_AGENT.startswith("dinkop-archive/")
    assert settings.USER_AGENT.endswith(f"(+{settings.CONTACT})")
    [nightly] = (ROOT / "deploy" / "systemd").glob("*nightly*.timer")
    assert "OnCalendar=*-*-* 01:00:00" in nightly.read_text(encoding="utf-8")
