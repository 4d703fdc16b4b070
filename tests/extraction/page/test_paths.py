from __future__ import annotations

from scrapers.extraction.page.paths import Names, Place, Step, marks, stable_tokens, tokens
from tests.extraction.reading import outline_of

ONE = "<div class='post post-12 status-publish' id=main><p>a</p><p>b</p></div><div class=foot>c</div>"
TWO = "<div class='post post-13 sticky' id=main><p>d</p></div><div class=foot>e</div>"


def test_words_that_change_from_post_to_post_are_no_part_of_a_name() -> None:
    outlines = [outline_of(ONE), outline_of(TWO)]
    assert tokens(*marks(outlines[0].boxes[1])) == {"post", "post-12", "status-publish", "#main"}
    assert stable_tokens(outlines) == {"post", "#main", "foot"}
    names = [Names(stable_tokens(outlines)) for _ in outlines]
    assert [n.key(o.boxes[1]) for n, o in zip(names, outlines, strict=True)] == ["div.#main.post"] * 2


def test_steps_lead_to_boxes() -> None:
    outline = outline_of(ONE)
    names = Names({"post", "foot"})
    box = names.follow(outline, [Step("div.post"), Step("p", 1)])
    assert box is not None
    assert outline.inside(box)[0].text == "b"
    assert names.follow(outline, [Step("div.post"), Step("p", 2)]) is None
    assert names.follow(outline, []) is outline.root


def test_places_name_lines() -> None:
    outline = outline_of(ONE)
    names = Names({"post", "foot"})
    places = names.places(outline, outline.blocks)
    assert list(places.values()) == [Place("body>div.post>p"), Place("body>div.post>p", 1), Place("body>div.foot")]
    assert [names.at(outline, place) for place in places.values()] == outline.blocks
    assert names.at(outline, Place("body>div.post>p", 2)) is None
