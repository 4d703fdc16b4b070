"""What an editor leaves in WordPress's database: a post in the block editor's form or in the classic editor's."""

from __future__ import annotations

import html
from pathlib import Path

from evaluation import images, markup
from evaluation.markup import Block, Kind
from evaluation.post import Post


def content(post: Post, *, classic: bool) -> str:
    """A post's text as the editor stores it: the block editor's comments, or the classic editor's blank lines."""
    write = _classic if classic else _modern
    return "\n\n".join(write(block) for block in post.blocks)


def _modern(block: Block) -> str:
    match block.kind:
        case Kind.TABLE:
            return (
                f'<!-- wp:table -->\n<figure class="wp-block-table">{markup.table(block)}</figure>\n<!-- /wp:table -->'
            )
        case Kind.FIGURE:
            caption = markup.inline_html(block.parts[0])
            return (
                f'<!-- wp:image --><figure class="wp-block-image"><img src="upload:{block.image}" alt=""/>'
                f"<figcaption>{caption}</figcaption></figure><!-- /wp:image -->"
            )
        case Kind.PARAGRAPH | Kind.HEADING:
            return f"<!-- wp:{block.kind} -->\n{markup.element(block)}\n<!-- /wp:{block.kind} -->"
        case Kind.QUOTE:
            quote = f'<blockquote class="wp-block-quote"><p>{markup.inline_html(block.parts[0])}</p></blockquote>'
            return f"<!-- wp:quote -->\n{quote}\n<!-- /wp:quote -->"
        case _:
            ordered = ' {"ordered":true}' if block.kind is Kind.NUMBERS else ""
            return f"<!-- wp:list{ordered} -->\n{markup.element(block)}\n<!-- /wp:list -->"


def _classic(block: Block) -> str:
    match block.kind:
        case Kind.TABLE:
            return markup.table(block)
        case Kind.FIGURE:
            caption = markup.inline_html(block.parts[0])
            picture = f'<img src="upload:{block.image}" alt="" />'
            return f'[caption width="640" align="aligncenter"]{picture} {caption}[/caption]'
        case Kind.PARAGRAPH:
            return markup.inline_html(block.parts[0])
        case _:
            return markup.element(block)


def payload(post: Post, index: int, pictures: Path) -> dict[str, object]:
    """A post as ``posts.php`` takes it; every third one was written in the classic editor.

    :param pictures: folder into which its pictures are drawn
    """
    inside = [block.image for block in post.blocks if block.image]
    return {
        "slug": post.slug,
        "type": "post" if post.date else "page",
        "title": html.escape(post.title, quote=False),  # WordPress stores an ampersand as an entity
        "content": content(post, classic=index % 3 == 0),
        "date": post.date.strftime("%Y-%m-%d %H:%M:%S") if post.date else None,
        "category": post.category,
        "author": post.author,
        "tags": list(post.tags),
        "image": str(images.save(post.image, pictures)) if post.image else None,
        "caption": post.caption,
        "files": {name: str(images.save(name, pictures)) for name in inside},
    }
