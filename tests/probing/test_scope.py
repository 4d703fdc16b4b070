from __future__ import annotations

import pytest

from demo.offices import OFFICES, PracticeOffice
from scrapers.probing.scope import Scope, scope_of

PLACES = ("Ngoro", "Diwek", "Ploso", "Perak", "Gudo", "Kesamben")
FIELD = [f"Dinkop gelar pelatihan koperasi di Desa {place}" for place in PLACES]
OTHER = [f"Jalan Desa {n} selesai diaspal" for n in range(20)]
UNNAMED = ("https://x.go.id/", "Beranda")


@pytest.mark.parametrize(
    ("site", "headlines", "read", "scope"),
    [
        (("https://diskumperindag.x.go.id/", "Beranda"), OTHER, [], Scope(why="its host names the office")),
        (("https://perdagkum.ponorogo.go.id/", ""), [], [], Scope(why="its host names the office")),
        (("https://x.go.id/", "Dinas Koperasi Kota X"), OTHER, [False], Scope(why="its title names the office")),
        (UNNAMED, FIELD + OTHER, [], Scope(portal=True, why="6 of 26 headlines are about the office's field")),
        (UNNAMED, FIELD + OTHER[:8], [], Scope(why="6 of 14 headlines are about the office's field")),
        (
            *(("https://x.go.id/", "Portal Berita"), FIELD + OTHER[:8], []),
            Scope(portal=True, why="it calls itself “Portal”, and 6 of 14 headlines are about the office's field"),
        ),
        (UNNAMED, OTHER[:3], [True, False, False], Scope(True, "1 of 3 articles are about the office's field")),
        (UNNAMED, OTHER[:3], [True, True, False], Scope(False, "2 of 3 articles are about the office's field")),
        (UNNAMED, OTHER[:3], [], Scope()),
        (("http://127.0.0.1:8101/", "Beranda"), [], [], Scope()),
        (("https://kominfo.x.go.id/", "Beranda"), [], [], Scope()),
    ],
)
def test_a_site_is_judged_by_its_name_then_its_lists_then_what_was_read(
    site: tuple[str, str], headlines: list[str], read: list[bool], scope: Scope
) -> None:
    assert scope_of(*site, headlines, read) == scope


@pytest.mark.parametrize("office", OFFICES, ids=lambda office: office.id)
def test_headlines_tell_practice_offices_from_the_portal_among_them(office: PracticeOffice) -> None:
    headlines = [article.title for article in office.site().articles(1)]
    title = "Portal Resmi Pemerintah Kota Candirejo" if office.portal else "Beranda"
    assert scope_of("http://127.0.0.1:8101/", title, headlines).portal is office.portal
