from __future__ import annotations

from scrapers.discovery.html.page import parse_page
from scrapers.discovery.html.place import Places

MARKUP = b"""<html><body class='home page-12'><div class='menu-3' id=top><ul>
<li class='menu-item menu-item-12 active'><a>x</a></li><li class='menu-item menu-item-13'><a>x</a></li></ul></div>
<article class='post-7 odd first'><h3><a class=title>x</a></h3></article>
<article class='post-8 even last'><h3><a class=title>x</a></h3></article><p><a>x</a></p></body></html>"""


def test_entries_of_one_menu_and_rows_of_one_list_stand_at_one_place() -> None:
    places = Places()
    root = parse_page(MARKUP, "https://dinkop.contoh.go.id/").root
    menu, row = "/div.menu.top/ul/li.item.menu/a", "/article.post/h3/a.title"
    assert [places.of(element) for element in root.iter("a")] == [menu, menu, row, row, "/p/a"]
    assert [places.of(element) for element in root.iter("body", "h3")] == ["", "/article.post/h3", "/article.post/h3"]
