"""The words that pages put around an article: what is never part of one.

Vocabulary as data, and four questions about a block or a box. Every answer is a vote about visible words, roles or
names that all software shares; no CMS is known here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from scrapers.extraction.outline import Block, Box

# A short line that opens a part which is no longer the article; what follows it in the same box goes too.
_OPENERS = (
    r"(?:berita|artikel|kabar|informasi|info|posting(?:an)?|tulisan|pengumuman|agenda|warta|post|konten|baca)s?"
    r"(?: (?:dan|&) \w+)? (?:terkait|lain(?:nya)?|terbaru|terkini|populer|terpopuler|serupa|sejenis|pilihan|utama|"
    r"sebelumnya|selanjutnya|berikutnya|rekomendasi|terhangat|hari ini|juga)",
    r"(?:yang )?(?:mungkin|barangkali) (?:anda|kamu) (?:suka|sukai|juga suka|juga sukai|minati)",
    r"anda mungkin (?:juga )?(?:suka|tertarik|menyukai).{0,20}",
    r"(?:you (?:may|might) (?:also )?(?:like|enjoy).{0,20})",
    r"(?:related|recent|latest|popular|similar|more|other|featured|trending|recommended)"
    r"(?: \w+)? (?:posts?|articles?|news|stories|reading|entries)",
    r"(?:related|terkait|lihat juga|see also|read (?:more|also|next)|terpopuler|paling (?:banyak )?dibaca|populer)",
    r"\d* ?(?:komentar|tanggapan|comments?|responses?|repl(?:y|ies))(?: \(?\d+\)?)?(?: (?:pada|untuk|on|to) .{3,200})?",
    r"(?:tinggalkan|tulis|beri(?:kan)?|kirim|tambah(?:kan)?|isi|buat)(?:kan)? (?:sebuah )?(?:komentar|balasan|tanggapan)"
    r".{0,40}",
    r"(?:leave|post|write|add|cancel) (?:a |your )?(?:reply|comment).{0,40}",
    r"(?:belum ada|tidak ada|no|be the first to) (?:komentar|comments?|tanggapan).{0,40}",
    r"(?:alamat )?(?:surel|email) anda tidak akan dipublikasikan.{0,60}|your email address will not be published.{0,60}",
    r"tentang (?:penulis|pengarang)|about (?:the )?author|(?:navigasi|post) ?(?:pos|tulisan|navigation)",
)
OPENER = re.compile(rf"[\W_]*(?:{'|'.join(_OPENERS)})[\W_]*", re.IGNORECASE)

# Headings of parts that stand on every page. An article may have such a heading too, so this only weighs.
_WIDGETS = (
    r"(?:kata )?sambutan(?: .{0,40})?|tentang(?: kami| .{0,30})?|about(?: us)?|profil(?:e)?(?: .{0,30})?|visi(?: (?:dan|&) misi)?|misi|"
    r"kontak(?: kami)?|contact(?: us)?|alamat(?: kantor)?|hubungi kami|lokasi(?: kami)?|peta|statistik(?: .{0,30})?|polling|"
    r"jajak pendapat|(?:link|tautan)(?: .{0,20})?|galeri(?: .{0,20})?|video(?: .{0,20})?|arsip|archives?|kalender|layanan(?: .{0,30})?|"
    r"jam (?:kerja|layanan|pelayanan|operasional)|media sosial|ikuti kami|follow us|pencarian|search|cari|kategori|categories|"
    r"agenda(?: .{0,20})?|pengumuman(?: .{0,20})?|motto|maklumat(?: .{0,20})?|kepala dinas(?: .{0,30})?|welcome(?: .{0,30})?"
)
_WIDGET = re.compile(rf"[\W_]*(?:{_WIDGETS})[\W_]*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"©|&copy;|\bcopyright\b|\bhak cipta\b|\ball rights reserved\b|\bpowered by\b", re.IGNORECASE)

# Lines that are never the article's, wherever they stand.
_LINES = (
    r"(?:bagikan|share|sebarkan|kirim|shares?|tweet|like|suka|print|cetak|salin|copy)\s*:?(?: (?:ke|di|on|this|via|ini|artikel"
    r"|berita|tautan|link|halaman|to|post|story|it|with|pada|postingan|tulisan|informasi|melalui|kepada|teman|your|friends)){0,4}"
    r"(?:[\s:,|]*(?:facebook|twitter|x|whats ?app|telegram|line|linkedin|e-?mail|pinterest|instagram|medsos|media sosial|"
    r"sosmed|print|cetak|copy link|salin tautan|threads|tiktok))*",
    r"(?:facebook|twitter|whats ?app|telegram|linkedin|pinterest|instagram|youtube|tiktok|threads|email|e-mail|line|reddit|"
    r"tumblr|pocket|copy link|salin tautan|cetak|print|pdf)(?:[\s|,•·]+(?:facebook|twitter|x|whats ?app|telegram|linkedin|"
    r"pinterest|instagram|youtube|tiktok|email|line|print|cetak|pdf))*",
    r"(?:telah |sudah )?(?:dilihat|dibaca|diakses|dikunjungi|viewed|views?|hits?|pengunjung|pembaca|visitors?|klik|read|"
    r"(?:jumlah|total) (?:views?|pembaca|pengunjung|dilihat|dibaca|hits?|kunjungan)|(?:pengunjung|hits?|kunjungan|online) "
    r"(?:hari ini|kemarin|online|bulan ini|minggu ini|tahun ini))(?: (?:sebanyak|by|oleh))?[\s:.(]*[\d.,]+ ?(?:rb|k|jt)?\)?"
    r" ?(?:kali|x|times|orang|views?|pembaca|pengunjung|hits?)?",
    r"[\d.,]+ ?(?:rb|k|jt)? ?(?:x|kali)? ?(?:dilihat|dibaca|views?|hits?|kali dilihat|kali dibaca|pembaca|pengunjung|"
    r"tayangan|klik|likes?|suka|shares?|komentar|comments?|min(?:ute)?s? read|menit (?:baca|membaca)|menit waktu baca)",
    r"(?:waktu baca|reading time|estimated reading time|lama baca)[\s:]*\d.{0,20}",
    r"(?:kembali(?: ke (?:atas|beranda|daftar|halaman).{0,30})?|back(?: to .{3,20})?|selengkapnya|baca selengkapnya|"
    r"read more|lihat semua|continue reading|lanjutkan membaca|view all|skip to .{3,20}|lompat ke .{3,20})",
    r"(?:previous|next|sebelumnya|selanjutnya|berikutnya|older|newer|prev)(?: (?:post|article|artikel|berita|pos|tulisan))?"
    r"[\s:]*",
    r"(?:dengarkan|listen|putar audio|perbesar|perkecil|ukuran (?:huruf|font|teks)|text size|font size)(?: .{0,20})?"
    r"|(?:a[+-]?[\s|/]*){2,4}",
    r"(?:advertisement|iklan|sponsored|advertorial)",
    r"(?:beranda|home)\s*[/»›>|•-].{0,200}",
    r"(?:copyright|hak cipta|©).{0,120}|.{0,60}all rights reserved.{0,60}",
    r"(?:ikuti|follow)(?: kami| us)(?: .{0,40})?|(?:subscribe|berlangganan).{0,30}",
    r"(?:edit|sunting|hapus|delete|permalink|balas|reply|laporkan|report)",
)
_LINE = re.compile(rf"[\W_]*(?:{'|'.join(_LINES)})[\W_]*", re.IGNORECASE)

# What a CMS prints beside an article; the second kind, who wrote it, may as well be the article's own line.
_LABEL = re.compile(
    r"[\W_]*(?:(?P<person>penulis|author|editor|by|oleh|ditulis oleh|written by)|tags?|label|topik|kata kunci|keywords?|kategori|category|categories|filed under|tagged(?: with)?|posted in|"
    r"rubrik|bidang|diposting oleh|dipublikasikan oleh|diunggah oleh|posted by|published by|"
    r"admin(?:istrator)?|super ?admin|diterbitkan|diposting|dipublikasikan|dipublish|diunggah|"
    r"ditayangkan|dibuat|ditulis|tanggal(?: (?:posting|publikasi|terbit|publish))?|posted(?: on)?|published(?: on)?|"
    r"publish(?:ed)? date|created|date|updated(?: on)?|last (?:updated|modified)|diperbarui|terakhir diperbarui|"
    r"terakhir diubah|dipost|posting|hari/tanggal|rilis|dirilis|upload(?:ed)?)\b(?P<colon>\s*(?:pada|at|on)?\s*:)?",
    re.IGNORECASE,
)
_READ_ALSO = re.compile(
    r"[\W_]*(?:baca(?: (?:juga|pula|lagi))|lihat juga|simak juga|read (?:also|more)|see also|artikel terkait|"
    r"berita terkait|related)\b\s*[:»›\-–—]?",
    re.IGNORECASE,
)
_NAME = re.compile(r"[a-z]+")
_ROLES = frozenset(
    ("navigation", "contentinfo", "complementary", "banner", "search", "dialog", "alert", "menu", "toolbar")
)
_TAGS = frozenset(("nav", "footer", "aside", "dialog", "menu"))
_NAMES = frozenset(
    "comment comments komentar respond disqus sidebar footer related terkait share sharing sharedaddy social sosmed menu nav "
    "navbar navigation populer popular terbaru cookie cookies breadcrumb breadcrumbs crumbs pagination pager "
    "paging popup modal ads advert iklan newsletter subscribe ticker marquee toc topbar copyright accessibility aksesibilitas "
    "recommended rekomendasi reply replies trending lainnya".split()
)
_GOOD_NAMES = frozenset("article post entry content isi konten body detail story text artikel berita news".split())


@lru_cache(maxsize=8192)
def _names(classes: str | None, identity: str | None) -> frozenset[str]:
    return frozenset(_NAME.findall(f"{classes or ''} {identity or ''}".lower()))


def names_of(box: Box) -> frozenset[str]:
    """Words of the element's class and id in lower case, ``{"entry", "content"}`` for ``class="entry-content"``."""
    return _names(box.element.get("class"), box.element.get("id"))


def role_of(box: Box) -> str:
    """The ARIA role, in lower case, or an empty string."""
    return (box.element.get("role") or "").strip().lower()


def opens_furniture(block: Block) -> bool:
    """Whether a line says that something else begins here: "Berita Terkait", "Tinggalkan komentar"."""
    return len(block.text) <= 250 and OPENER.fullmatch(block.text) is not None


def opens_widget(block: Block) -> bool:
    """Whether a short line is a heading such as "Sambutan Kepala Dinas" or "Kontak"."""
    return block.words <= 6 and _WIDGET.fullmatch(block.text) is not None


def is_copyright(block: Block) -> bool:
    """Whether a line is the page's copyright notice."""
    return len(block.text) <= 250 and _COPYRIGHT.search(block.text) is not None


def is_furniture_line(text: str) -> bool:
    """Whether a line is a share text, a view counter, a breadcrumb or the like."""
    return len(text) <= 250 and _LINE.fullmatch(text) is not None


def is_label(block: Block) -> bool:
    """Whether a short line is about the article, not of it: "Kategori: Koperasi", "Oleh Admin", "Tags".

    A word like "Tanggal" may begin a sentence too, so a longer line needs the colon.
    """
    if block.words > 25 or (match := _LABEL.match(block.text)) is None:
        return False
    rest = block.text[match.end() :].strip()
    return match["colon"] is not None or block.words <= 4 or block.linked * 2 >= len(rest)


def is_system_label(block: Block) -> bool:
    """Whether a label speaks of publishing and filing, not of a person: "Diposting oleh: Administrator"."""
    match = _LABEL.match(block.text)
    return match is not None and match["person"] is None and is_label(block)


def begins_as_label(block: Block) -> bool:
    """Whether a line begins with a word such as "Diposting" or "Kategori"."""
    return _LABEL.match(block.text) is not None


def is_cross_reference(block: Block) -> bool:
    """Whether a line sends the reader to another article: "Baca juga: …"."""
    match = _READ_ALSO.match(block.text)
    return match is not None and (block.linked > 0 or block.words <= 3 or match[0].rstrip().endswith(":"))


def weight(box: Box) -> float:
    """What a box's tag, role and names say about text in it: 1 neutral, below 1 furniture, above 1 article."""
    get = box.element.get
    return _weight(box.tag, get("role"), get("class"), get("id"), get("itemprop"))


@lru_cache(maxsize=8192)
def _weight(tag: str, role: str | None, classes: str | None, identity: str | None, itemprop: str | None) -> float:
    role = (role or "").strip().lower()
    if tag in _TAGS or role in _ROLES:
        return 0.1
    names = _names(classes, identity)
    result = 1.0
    if names & _NAMES:
        result *= 0.4
    if tag in ("article", "main") or role in ("article", "main"):
        result *= 1.3
    elif names & _GOOD_NAMES:
        result *= 1.15
    if "articlebody" in (itemprop or "").lower():
        result *= 2.0
    return result


def is_furniture_box(box: Box) -> bool:
    """Whether tag or role alone say that a box is no part of an article's text."""
    return box.tag in _TAGS or role_of(box) in _ROLES


def is_about_article(box: Box) -> bool:
    """Whether a box is the foot of an article, where its date and author may stand, not the page's."""
    if box.tag not in ("footer", "header", "aside"):
        return False
    return any(outer.tag == "article" or role_of(outer) == "article" for outer in box.ancestors())
