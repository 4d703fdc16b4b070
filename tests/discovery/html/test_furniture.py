from __future__ import annotations

import pytest

from scrapers.discovery.html.furniture import Furniture
from scrapers.discovery.html.page import parse_page


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<nav><ul><li><a>x</a></li></ul></nav>", True),
        ("<footer><div><a>x</a></div></footer>", True),
        ("<div role='navigation'><a>x</a></div>", True),
        ("<ul class='main-menu'><li><a>x</a></li></ul>", True),
        ("<div id='breadcrumb'><a>x</a></div>", True),
        ("<div class='site-footer'><p><a>x</a></p></div>", True),
        ("<div class='nav-tabs tab-content'><a>x</a></div>", False),
        ("<div class='news-menu'><a>x</a></div>", False),
        ("<div class='card'><h3><a>x</a></h3></div>", False),
        ("<nav><main><a>x</a></main></nav>", False),
        ("<div class='submenuitem'><a>x</a></div>", False),
    ],
)
def test_where_a_link_stands(html: str, expected: bool) -> None:
    root = parse_page(f"<body>{html}</body>".encode(), "https://a.go.id/").root
    furniture = Furniture()
    link = next(iter(root.iter("a")))
    assert [furniture.holds(link), furniture.holds(link)] == [expected, expected]
