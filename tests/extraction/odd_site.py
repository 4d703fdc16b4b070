# ruff: noqa: E501 — a page's markup reads best as it is served
"""Sites thrown by dice whose articles are odd ones: one sentence, a table, a list, pictures or a document alone.

Furniture may stand inside the article's own box, class names may differ from post to post, and words below the first
picture are set off in every way that editors know.
"""

from __future__ import annotations

import html
from dataclasses import replace
from random import Random

from tests.extraction.random_site import RandomSite
from tests.extraction.wording import News, Part, headline, paragraph, sentence

_CAPTIONS = {
    "figure": "<figure>{image}<figcaption>{words}</figcaption></figure>",
    "italics": "<p>{image}<br><em>{words}</em></p>",
    "italics below": "<p>{image}</p><p><i>{words}</i></p>",
    "centred": "<p style='text-align:center'>{image}</p><p style='text-align:center'>{words}</p>",
    "small": "<center>{image}<br><small>{words}</small></center>",
    "table": "<table align=center><tr><td>{image}</td></tr><tr><td>{words}</td></tr></table>",
    "named": "<div class='wp-caption'>{image}<p class='wp-caption-text'>{words}</p></div>",
}


def odd(dice: Random, item: News) -> News:
    """The same article, perhaps with another kind of text."""
    rows = tuple(
        f"{headline(dice)} | Jalan {dice.choice('ABC')} {dice.randint(1, 90)} | {dice.randint(1, 900)}"
        for _ in range(dice.randint(4, 12))
    )
    kinds: dict[str, tuple[Part, ...]] = {
        "one paragraph": (Part("p", (f"{sentence(dice)} {sentence(dice)}",)),),
        "a table": (Part("table", ("Nama | Alamat | Jumlah", *rows)),),
        "a list": (
            Part("p", (sentence(dice),)),
            Part("ul", tuple(sentence(dice) for _ in range(dice.randint(4, 9)))),
        ),
        "long": (*item.parts, *(Part("p", (paragraph(dice, 2, 5),)) for _ in range(40))),
        "a quotation": (*item.parts[:2], Part("blockquote", (paragraph(dice, 2, 3),)), *item.parts[2:]),
        "pictures": (Part("pictures", ()),),
        "a document": (Part("document", ()),),
    }
    name = dice.choice((*kinds, "usual", "usual", "usual"))
    return replace(item, parts=kinds.get(name, item.parts))


class OddSite(RandomSite):
    """A site of odd articles; equal seeds give equal sites."""

    def __post_init__(self) -> None:
        super().__post_init__()
        dice = Random(self.seed + 5)
        self.articles = [odd(dice, item) for item in self.articles]
        self.caption = dice.choice(sorted(_CAPTIONS))
        self.crowded = dice.random() < 0.5  # the furniture stands in the article's own box
        self.new_names = dice.random() < 0.3  # class names differ from post to post
        self.oddities = {name for name in ("share counts", "list in the middle", "glued") if dice.random() < 0.5}
        self.shown: News | None = None

    def caption_of(self, item: News) -> str | None:
        """The words below the first picture, where the article has one."""
        dice = Random(f"{self.seed} {item.number} caption")
        if dice.random() < 0.4 or not any(part.lines for part in item.parts):
            return None
        return f"Peserta {' '.join(sentence(dice).split()[: dice.randint(4, 12)]).strip('“”.,').lower()}"

    def lines_of(self, item: News) -> list[str]:
        """The lines that an extractor must give; none where the article has no text."""
        caption = self.caption_of(item)
        own = [line for part in item.parts if part.lines for line in replace(item, parts=(part,)).lines]
        return [caption, *own] if caption else own

    def page(self, item: News) -> bytes:
        """The page of an article."""
        self.shown = item
        return super().page(item)

    def tag(self, what: str, tag: str, inner: str, extra: str = "") -> str:
        """An element whose class is a meaningless word, the site's or the post's own."""
        if not self.new_names or self.shown is None:
            return super().tag(what, tag, inner, extra)
        name = "".join(Random(f"{self.seed} {self.shown.number} {what}").choices("abcdefghkmnprstu", k=7))
        return f'<{tag} class="{name}{extra}">{inner}</{tag}>'

    def _body(self, item: News) -> str:
        dice = Random(f"{self.seed} {item.number} body")
        text = super()._body(item)
        if (caption := self.caption_of(item)) is not None:
            image = f"<img src='/uploads/{item.number}.jpg' width=640>"
            text = _CAPTIONS[self.caption].format(image=image, words=html.escape(caption)) + text
        return text + (self._crowd(item, dice) if self.crowded else "")

    def _after(self, item: News, dice: Random) -> str:
        return super()._after(item, dice) if not self.crowded else ""

    def _crowd(self, item: News, dice: Random) -> str:
        shares = f"<div><span>{dice.randint(2, 300)}</span> Shares <a href='#'>Facebook <b>12</b></a> <a href='#'>Twitter <b>3</b></a></div>"
        return shares * ("share counts" in self.oddities) + super()._after(item, dice)

    def _part(self, part: Part) -> str:
        if part.kind == "pictures":
            return "".join(f"<p><img src='/uploads/{n}.jpg'></p>" for n in range(3))
        if part.kind == "document":
            return "<p><a href='/unduh/edaran.pdf'>Unduh surat edaran lengkap</a></p>"
        if part.kind == "blockquote":
            return f"<blockquote><p>{html.escape(part.lines[0])}</p></blockquote>"
        markup = super()._part(part)
        return (
            markup + self._between() if self.shown and part is self.shown.parts[len(self.shown.parts) // 2] else markup
        )

    def _between(self) -> str:
        """What editors and plugins put between two paragraphs."""
        assert self.shown is not None
        others = [other for other in self.articles if other.number != self.shown.number][:3]
        links = [f"<a href='{self.url(other)}'>{html.escape(other.title)}</a>" for other in others]
        glued = f"<div><span>BACA JUGA</span>{links[0]}</div>" * ("glued" in self.oddities)
        listed = "<div><b>Berita Terkait</b><ul>" + "".join(f"<li>{link}</li>" for link in links) + "</ul></div>"
        return glued + listed * ("list in the middle" in self.oddities)
