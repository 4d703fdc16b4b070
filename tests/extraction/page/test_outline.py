from __future__ import annotations

import gc
import weakref

from tests.extraction.reading import outline_of


def test_blocks_boxes_and_scopes() -> None:
    outline = outline_of("<div><h2>Satu <b>dua</b></h2><p>tiga<br>empat</p></div><p>lima</p>")
    assert [b.text for b in outline.blocks] == ["Satu dua", "tiga", "empat", "lima"]
    assert [b.heading for b in outline.blocks] == ["h2", None, None, None]
    assert [box.tag for box in outline.boxes] == ["body", "div", "h2", "p", "p"]
    assert [(box.start, box.end) for box in outline.boxes] == [(0, 4), (0, 3), (0, 1), (1, 3), (3, 4)]
    assert outline.blocks[0].scope.tag == "div"
    assert [box.tag for box in outline.blocks[0].box.ancestors()] == ["h2", "div", "body"]


def test_links_are_counted() -> None:
    block = outline_of("<p>Baca <a href=/a>pasar murah</a> dan <a href=/b>bazar</a></p>").blocks[0]
    assert (block.linked, block.links, block.href, block.plain, block.words) == (16, 2, "/a", 10, 5)


def test_box_of_an_inline_element_is_the_box_around_it() -> None:
    outline = outline_of("<div><p>a <b id=x>b</b></p></div>")
    bold = outline.root.element.find(".//b")
    assert bold is not None
    box = outline.box_of(bold)
    assert box is not None
    assert box.tag == "p"
    assert outline.boxes[1].signature == "div."


def test_children_are_the_boxes_right_inside() -> None:
    outline = outline_of("<div><ul><li>a</li><li>b</li></ul><p>c</p></div><p>d</p>")
    inside = {box.tag: [child.tag for child in outline.children(box)] for box in outline.boxes}
    assert inside == {"body": ["div", "p"], "div": ["ul", "p"], "ul": ["li", "li"], "li": [], "p": []}


def test_a_page_is_gone_with_its_last_user() -> None:
    outline = outline_of("<div><p>satu</p><p>dua</p></div>")
    gone = weakref.ref(outline)
    gc.disable()  # nothing is left to the collector
    del outline
    gc.enable()
    assert gone() is None
