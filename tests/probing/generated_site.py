"""A news site thrown by dice: its addresses, lists, pages, dates and encoding. Equal seeds give equal sites.

Nothing of it is known to the crawler; everything on it can be found by looking.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.probing.generated_addresses import ARTICLES, AT_ROOT, LISTS, OFFICE, ON_THE_FRONT, PAGES, SPEECHLESS
from tests.probing.generated_api import APIS
from tests.probing.generated_text import STYLES, Piece, pieces

ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8 called latin1", "cp1252 in meta", "cp1252 in header")
NEXT = (
    "Selanjutnya",
    "›",
    "»",
    "Berikutnya »",
    "Next",
    "Older posts",
    "numbers",
    "window",
    "rel",
    "head",
    "icon",
    "more",
)
CARDS = ("picture", "plain", "whole", "more only")
FURNITURE = (
    *("sidebar", "related", "share", "views", "comments", "ticker", "today", "crumbs", "popular", "agenda", "banner"),
    *("announcements", "services", "welcome", "tags", "neighbours", "second menu", "submenu"),
)
# What an office says of itself, on pages of its own
OFFICE_PAGES = (
    *("Profil Dinas", "Visi dan Misi", "Struktur Organisasi", "Tugas Pokok dan Fungsi", "Pejabat Struktural"),
    *("Wilayah Geografis", "Daftar Koperasi Binaan", "Maklumat Pelayanan", "Peta Sebaran Pasar", "Sejarah"),
)


@dataclass
class GeneratedSite:
    """One site's choices; ``generated_pages`` draws them.

    :ivar announcements: a second section with a list of its own, where the site has one; not news, but no mistake
    :ivar next_form: how a list says where it goes on
    :ivar link_style: how links are written: ``root``, ``absolute``, ``relative``, ``noisy``
    :ivar script: ``all``: its pages are empty without scripts, its news stands in JSON; ``lists``: only its list is;
        ``more``: its list begins in HTML and goes on in JSON
    :ivar api: how its JSON looks
    """

    seed: int
    articles: tuple[Piece, ...] = field(init=False)
    announcements: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        dice = Random(self.seed)
        pick = dice.choice
        self.shape = pick([*ARTICLES])
        self.articles = pieces(dice, dice.randint(25, 38))
        self.list_path, self.menu_word = pick([*LISTS.items()])
        fitting = [name for name in PAGES if "?" in name or "?" not in self.list_path]
        fitting = [*ON_THE_FRONT] if self.list_path == "/" else fitting
        self.paging, self.next_form, self.size = pick(fitting), pick(NEXT), dice.randint(5, 9)
        self.encoding = pick(ENCODINGS)
        self.date_style, self.date_place = dice.randrange(STYLES), pick(("above", "below", "after"))
        self.card, self.card_tag = pick(CARDS), pick(("div", "article", "li", "td"))
        self.dates_in_list, self.teasers, self.whole_text = (
            dice.random() < 0.7,
            dice.random() < 0.6,
            dice.random() < 0.1,
        )
        self.link_style = pick(("root", "root", "absolute", "relative", "noisy"))
        self.site_heading = dice.random() < 0.35  # the one <h1> of each page is the site's name
        self.title_tag = self._title_tag(dice)
        self.generic_head = dice.random() < 0.3 and self.title_tag not in ("div", "span")
        self.open_graph = pick((None, None, "title", "prefix"))
        self.box, self.line, self.depth = (
            pick(("div", "section", "main")),
            pick(("p", "p", "div", "br")),
            dice.randint(1, 4),
        )
        self.feed = pick((None, None, "declared", "customary", "full"))
        self.sitemap = pick((None, None, "robots", "customary", "index"))
        self.furniture = frozenset(name for name in FURNITURE if dice.random() < 0.45)
        self.related_heading = pick(("Berita Terkait", "Baca Juga", "Berita Lainnya", "Artikel Populer"))
        self.script = pick((*[""] * 14, "all", "lists", "more"))
        if self.script and self.list_path == "/":
            self.script = "all"
        self.api = pick([*APIS])
        self.office_place = pick(OFFICE)
        self.region = pick(("Jayamulya", "Sumberejo", "Tirtonegoro"))
        self.name = f"Dinas Koperasi dan Usaha Mikro Kabupaten {self.region}"
        self.announcements = pieces(Random(self.seed + 7), 12) if "announcements" in self.furniture else ()

    def _title_tag(self, dice: Random) -> str:
        headings = ("h2", "h3") if self.site_heading else ("h1", "h1", "h2", "h3")
        tags: tuple[str, ...] = headings if self.shape in SPEECHLESS else (*headings, "h4", "div", "span")
        return dice.choice(tags)

    @property
    def described(self) -> str:
        """The site in one line, for a test that fails."""
        texts = ("articles", "announcements", "furniture", "seed")
        traits = {name: value for name, value in vars(self).items() if name not in texts}
        article, second = self.path(self.articles[0]), self.page_path(2)
        return (
            f"seed {self.seed}: {len(self.articles)} articles {article}, {second}, {traits}, {sorted(self.furniture)}"
        )

    @property
    def menu(self) -> dict[str, str]:
        """The menu's entries about the office: address -> words."""
        return {self.office_page(name): name for name in Random(self.seed + 3).sample(OFFICE_PAGES, 6)}

    def office_page(self, name: str) -> str:
        """The address of a page about the office."""
        slug = "-".join(name.lower().split())
        return AT_ROOT.get(self.shape, self.office_place).format(slug)

    def path(self, piece: Piece) -> str:
        """The address of an article."""
        if piece in self.announcements:
            return f"/pengumuman/baca/{piece.slug}-{piece.number}"
        path: str = ARTICLES[self.shape](piece)
        return path

    @property
    def addresses(self) -> dict[str, Piece]:
        """Each article by the path that a crawl should know it by."""
        return {f"/berita/{each.slug}" if self.script == "all" else self.path(each): each for each in self.articles}

    def page_path(self, number: int) -> str:
        """The address of one page of the list."""
        return self.list_path if number == 1 else PAGES[self.paging](self.list_path, number, self.size)

    @property
    def last_page(self) -> int:
        """How many pages the list has."""
        return -(-len(self.articles) // self.size)

    def shown_on(self, number: int) -> tuple[Piece, ...]:
        """The articles of one page of the list."""
        return self.articles[(number - 1) * self.size : number * self.size]

    @property
    def feed_path(self) -> str:
        """Where the feed is, if there is one."""
        return "/feed" if self.feed == "customary" else "/umpan-berita"
