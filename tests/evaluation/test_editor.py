from dataclasses import replace
from pathlib import Path

from evaluation.editor import content, payload
from evaluation.markup import read
from evaluation.post import Post, load

SOURCE = "Satu & dua.\n\n1. a\n2. b\n\n> c\n\n![d](e.png)\n\n| f |\n| --- |\n| g |"
POST = Post("s", "A & B", None, None, None, (), None, None, tuple(read(SOURCE)))


def test_the_block_editor_wraps_every_block_in_comments() -> None:
    blocks = content(POST, classic=False).split("\n\n")
    assert blocks[0] == "<!-- wp:paragraph -->\n<p>Satu &amp; dua.</p>\n<!-- /wp:paragraph -->"
    assert blocks[1] == '<!-- wp:list {"ordered":true} -->\n<ol><li>a</li><li>b</li></ol>\n<!-- /wp:list -->'
    assert [block.split()[1] for block in blocks] == ["wp:paragraph", "wp:list", "wp:quote", "wp:image", "wp:table"]
    assert '<img src="upload:e.png" alt=""/><figcaption>d</figcaption>' in blocks[3]


def test_the_classic_editor_leaves_paragraphs_bare_and_captions_in_brackets() -> None:
    blocks = content(POST, classic=True).split("\n\n")
    assert blocks[0] == "Satu &amp; dua."
    assert blocks[3] == '[caption width="640" align="aligncenter"]<img src="upload:e.png" alt="" /> d[/caption]'


def test_a_payload_holds_what_the_database_takes(tmp_path: Path) -> None:
    post = next(post for post in load() if post.image and len(post.images) > 1)
    given = payload(post, 0, tmp_path)
    assert post.date is not None
    assert (given["type"], given["date"]) == ("post", f"{post.date:%Y-%m-%d %H:%M:%S}")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(post.images)
    bare = payload(replace(POST, blocks=()), 0, tmp_path)
    assert bare == {
        "slug": "s",
        "type": "page",
        "title": "A &amp; B",
        "content": "",
        "date": None,
        "category": None,
        "author": None,
        "tags": [],
        "image": None,
        "caption": None,
        "files": {},
    }
