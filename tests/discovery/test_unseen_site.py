"""Lists of sites that nobody has seen: layout, class names, addresses and dates drawn at random."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.discovery.html.listing import read_listing
from scrapers.discovery.survey import survey

SITE = "https://dinkop.contoh.go.id"
WORDS = (
    "koperasi",
    "pasar",
    "usaha",
    "mikro",
    "pelatihan",
    "bupati",
    "dibuka",
    "legi",
    "modal",
    "harga",
    "pameran",
    "desa",
)
MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober")
names = st.text(alphabet="qwxzjkv", min_size=3, max_size=8)  # class names that mean nothing


@dataclass(frozen=True)
class Layout:
    row: str
    classes: tuple[str, ...]
    parts: tuple[str, ...]
    address: str
    date: str
    pager: str


layouts = st.builds(
    Layout,
    row=st.sampled_from(["div", "li", "article", "section", "tr"]),
    classes=st.tuples(names, names, names, names),
    parts=st.permutations(["picture", "title", "date", "teaser", "more"]).map(tuple),
    address=st.sampled_from(
        [
            "/{w}/{s}-{n}",
            "/{w}/{n}/{s}",
            "/{w}/{n}-{s}",
            "/{w}/{s}",
            "/2026/0{m}/{s}/",
            "/{w}/baca/{n}",
            "/?p={n}",
            "/{s}/",
        ]
    ),
    date=st.sampled_from(
        ["{d} {month} 2026", "Senin, {d} {month} 2026 | 08:15 WIB", "{d:02}/0{m}/2026", "{month} {d}, 2026"]
    ),
    pager=st.sampled_from(
        [
            '<a href="?page=2">2</a><a href="?page=3">3</a>',
            '<a href="?page=2">Selanjutnya</a>',
            '<a href="?page=2">»</a>',
            '<b>1</b><a href="?page=2">2</a>',
            '<a rel="next" href="?page=2"><i></i></a>',
        ]
    ),
)


@dataclass(frozen=True)
class Item:
    number: int

    @property
    def title(self) -> str:
        return (
            " ".join(WORDS[(self.number * step + step) % len(WORDS)] for step in (1, 5, 7, 11)).capitalize()
            + f" {self.number}"
        )

    def address(self, layout: Layout) -> str:
        slug = self.title.lower().replace(" ", "-")
        return layout.address.format(w="berita", s=slug, n=900 + self.number * 7, m=self.number % 9 + 1)

    def date(self, layout: Layout) -> str:
        return layout.date.format(d=self.number + 1, m=self.number % 9 + 1, month=MONTHS[self.number % 9])


def row(item: Item, layout: Layout) -> str:
    one, two, three, four = layout.classes
    url = item.address(layout)
    made = {
        "picture": f'<a class="{one}" href="{url}"><img src="/g/{item.number}.jpg"></a>',
        "title": f'<div class="{two}"><a href="{url}">{item.title}</a></div>',
        "date": f'<span class="{three}">{item.date(layout)}</span>',
        "teaser": f'<p class="{four}">Acara digelar di pendopo pada Selasa (3/2/2025) dan diikuti pelaku usaha.</p>',
        "more": f'<a href="{url}">Baca selengkapnya</a>',
    }
    cells = "".join(f"<td>{made[part]}</td>" if layout.row == "tr" else made[part] for part in layout.parts)
    return f'<{layout.row} class="{one}{two}">{cells}</{layout.row}>'


def page(layout: Layout) -> bytes:
    rows = "".join(row(Item(number), layout) for number in range(8))
    box = {"li": "ul", "tr": "table"}.get(layout.row, "div")
    menu = "".join(
        f'<li><a href="/{word}">{word.title()}</a></li>' for word in ("profil", "berita", "galeri", "kontak")
    )
    return (
        f'<html><head><title>x</title></head><body><div class="{layout.classes[3]}"><ul>{menu}</ul></div>'
        f'<{box}>{rows}</{box}><div>{layout.pager}</div><p>Jalan Raya 1</p></body></html>'
    ).encode()  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(layouts)
def test_the_list_of_an_unseen_site_is_read(layout: Layout) -> None:
    found = read_listing(page(layout), f"{SITE}/berita")
    items = [Item(number) for number in range(8)]
    assert [link.url for link in found.links] == [SITE + item.address(layout) for item in items]
    assert [link.hint.title for link in found.links] == [item.title for item in items]
    assert [link.hint.published_raw for link in found.links] == [item.date(layout) for item in items]
    assert found.more == (f"{SITE}/berita?page=2",)


@settings(max_examples=50, deadline=None)
@given(layouts)
def test_the_front_page_of_an_unseen_site_leads_to_its_list(layout: Layout) -> None:
    found = survey(page(layout), f"{SITE}/")
    assert found.listings[:1] == (f"{SITE}/berita",)
    assert len(found.articles) == 8
