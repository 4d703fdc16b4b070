"""The words that pages put around an article, Indonesian and English: vocabulary as data.

Each table is a list of patterns for a whole line; marks at its ends don't count. Every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def words(text: str) -> frozenset[str]:
    """A set of words written as they are read."""
    return frozenset(text.split())


def _line(*patterns: str) -> re.Pattern[str]:
    """One pattern for a whole line that is any of these."""
    return re.compile(rf"[\W_]*(?:{'|'.join(patterns)})[\W_]*", re.IGNORECASE)


def _any(words: str | Iterable[str]) -> str:
    """An alternation; underscores stand for blanks."""
    listed = words.split() if isinstance(words, str) else words
    return f"(?:{'|'.join(word.replace('_', ' ') for word in listed)})"


_NEWS = _any("berita artikel kabar informasi info posting(?:an)? tulisan pengumuman agenda warta posts? konten baca")
_SUCH = _any(
    "terkait lain(?:nya)? terbaru terkini populer terpopuler serupa sejenis pilihan utama sebelumnya "
    "selanjutnya berikutnya rekomendasi terhangat hari_ini juga"
)
_ENGLISH_SUCH = _any("related recent latest popular similar more other featured trending recommended")
_REMARK = _any("komentar tanggapan comments? responses? repl(?:y|ies) balasan")
_NETWORKS = _any(
    "facebook twitter x whats_?app telegram line linkedin e-?mail pinterest instagram youtube medsos media_sosial "
    "sosmed print cetak pdf copy_link salin_tautan threads tiktok reddit tumblr pocket"
)
_OBJECTS = _any(
    "ke di on this via ini artikel berita tautan link halaman to post story it with pada postingan tulisan informasi "
    "melalui kepada teman your friends"
)
_SEEN = _any("dilihat dibaca diakses dikunjungi viewed views? hits? pengunjung pembaca visitors? klik read kunjungan")
_COUNTED = _any(
    "dilihat dibaca views? hits? kali_dilihat kali_dibaca pembaca pengunjung tayangan klik likes? suka shares? "
    "komentar comments? min(?:ute)?s?_read menit_(?:baca|membaca) menit_waktu_baca"
)
_COUNT = r"[\d.,]{1,9} ?(?:rb|k|jt)?"
_SHARES = _any("shares? dibagikan tweets? likes? suka pins? kali_dibagikan bagikan")
_PERIOD = _any("hari_ini kemarin online bulan_ini minggu_ini tahun_ini")

# Below an article, readers or its author have the word; nothing of the article follows.
_ENDS = (
    rf"(?:\d{{0,5}}|one|satu) ?{_REMARK}(?: \(?\d+\)?)?(?: (?:pada|untuk|on|to) .{{3,200}})?",
    rf"(?:tinggalkan|tulis|beri|kirim|tambah|isi|buat)(?:kan)? (?:sebuah )?{_REMARK}.{{0,40}}",
    r"(?:leave|post|write|add|cancel) (?:a |your )?(?:reply|comment).{0,40}",
    rf"(?:belum ada|tidak ada|no|be the first to) {_REMARK}.{{0,40}}",
    r"(?:alamat )?(?:surel|email) anda tidak akan dipublikasikan.{0,60}",
    r"your email address will not be published.{0,60}",
    r"tentang (?:penulis|pengarang)|about (?:the )?author",
)
END = _line(*_ENDS)

# A line that opens a part which is no longer the article; what follows it in the same box goes too.
OPENER = _line(
    rf"{_NEWS}(?: (?:dan|&) \w+)? {_SUCH}",
    r"(?:yang )?(?:mungkin|barangkali) (?:anda|kamu) (?:juga )?(?:suka|sukai|minati)",
    r"anda mungkin (?:juga )?(?:suka|tertarik|menyukai).{0,20}",
    r"you (?:may|might) (?:also )?(?:like|enjoy).{0,20}",
    rf"{_ENGLISH_SUCH}(?: \w+)? (?:posts?|articles?|news|stories|reading|entries)",
    r"(?:related|terkait|lihat juga|see also|read (?:more|also|next)|terpopuler|paling (?:banyak )?dibaca|populer)",
    *_ENDS,
    r"(?:file |dokumen |berkas )?(?:lampiran|unduhan|unduh|download|attachments?)|dokumen(?: terkait)?",
    r"navigasi (?:pos|tulisan|artikel)|(?:post|posts) ?navigation",
)

# Words that a line about an article holds beside its date.
ABOUT = re.compile(
    r"\b(?:oleh|by|penulis|author|editor|admin|dibaca|dilihat|views?|hits?|diposting|posted|published|diterbitkan|kategori|"
    r"category|reporter|komentar|comments?|wib)\b|[·•|]",
    re.IGNORECASE,
)

# Headings of parts that stand on every page. An article may have such a heading too, so this only weighs.
WIDGET = _line(
    r"(?:kata )?sambutan(?: .{0,40})?|(?:tentang|profile?|layanan|kepala dinas|welcome)(?: .{0,30})?",
    r"about(?: us)?|visi(?: (?:dan|&) misi)?|misi|motto|maklumat(?: .{0,20})?",
    r"kontak(?: kami)?|contact(?: us)?|alamat(?: kantor)?|hubungi kami|lokasi(?: kami)?|peta",
    r"statistik(?: .{0,30})?|polling|jajak pendapat|kalender|arsip|archives?|kategori|categories|pencarian|search|cari",
    r"(?:link|tautan|galeri|video|agenda|pengumuman)(?: .{0,20})?",
    r"jam (?:kerja|layanan|pelayanan|operasional)|media sosial|ikuti kami|follow us",
)
COPYRIGHT = re.compile(r"©|\bcopyright\b|\bhak cipta\b|\ball rights reserved\b|\bpowered by\b", re.IGNORECASE)

# Lines that are never the article's, wherever they stand.
NEVER = _line(
    rf"(?:bagikan|sebarkan|kirim|shares?|tweet|like|suka|print|cetak|salin|copy)\s*:?(?: {_OBJECTS}){{0,4}}"
    rf"(?:[\s:,|]{{0,3}}{_NETWORKS}){{0,12}}",
    rf"{_NETWORKS}(?:[\s|,•·]{{1,3}}{_NETWORKS}){{0,12}}",
    rf"(?:(?:total )?{_COUNT} ?{_SHARES}|{_SHARES}[\s:]{{0,3}}{_COUNT}|{_NETWORKS} {_COUNT}(?=.*\d))"
    rf"(?:[\s|,•·:]{{0,3}}(?:{_NETWORKS}|{_SHARES}|{_COUNT})\b){{0,24}}",
    rf"(?:telah |sudah )?(?:{_SEEN}|(?:jumlah|total) {_SEEN}|(?:{_SEEN}|online) {_PERIOD})(?: (?:sebanyak|by|oleh))?"
    rf"[\s:.(]{{0,5}}[\d.,]{{1,12}} ?(?:rb|k|jt)?\)? ?(?:kali|x|times|orang|{_SEEN})?",
    rf"[\d.,]{{1,12}} ?(?:rb|k|jt)? ?(?:x|kali)? ?{_COUNTED}",
    r"(?:waktu baca|(?:estimated )?reading time|lama baca)[\s:]{0,3}\d.{0,20}",
    r"kembali(?: ke (?:atas|beranda|daftar|halaman).{0,30})?|back(?: to .{3,20})?|(?:baca )?selengkapnya",
    r"read more|lihat semua|continue reading|lanjutkan membaca|view all|(?:skip to|lompat ke) .{3,20}",
    r"(?:previous|next|sebelumnya|selanjutnya|berikutnya|older|newer|prev)"
    r"(?: (?:post|article|artikel|berita|pos|tulisan))?[\s:]{0,3}",
    r"(?:dengarkan|listen|putar audio|perbesar|perkecil|ukuran (?:huruf|font|teks)|text size|font size)(?: .{0,20})?",
    r"(?:a[+-]?[\s|/]{0,3}){2,4}",
    r"advertisement|iklan|sponsored|advertorial",
    r"(?:beranda|home)\s?[/»›>|•-].{0,200}",
    r"(?:copyright|hak cipta|©).{0,120}|.{0,60}all rights reserved.{0,60}",
    r"(?:ikuti|follow)(?: kami| us)(?: .{0,40})?|(?:subscribe|berlangganan).{0,30}",
    r"edit|sunting|hapus|delete|permalink|balas|reply|laporkan|report",
)

# Beginnings of lines about an article. Who wrote it (`person`) may as well be a line of the article's own.
_PERSON = _any("ditulis_oleh written_by penulis author editor oleh by")
_SYSTEM = _any(
    "tags? label topik kata_kunci keywords? kategori category categories filed_under tagged(?:_with)? posted_in rubrik "
    "bidang (?:diposting|dipublikasikan|diunggah|posted|published)_(?:oleh|by) admin(?:istrator)? super_?admin "
    "diterbitkan diposting diposkan dipublikasikan dipublish diunggah ditayangkan dibuat ditulis dipost dirilis rilis "
    "tanggal(?:_(?:posting|publikasi|terbit|publish))? posted(?:_on)? publish(?:ed)?(?:_(?:on|date))? created date "
    "updated(?:_on)? last_(?:updated|modified) (?:terakhir_)?(?:diperbarui|diubah) posting hari/tanggal upload(?:ed)?"
)
LABEL = re.compile(rf"[\W_]*(?:(?P<person>{_PERSON})|{_SYSTEM})\b(?P<colon>\s*(?:pada|at|on)?\s*:)?", re.IGNORECASE)
_ALSO = _any(
    "baca_(?:juga|pula|lagi) lihat_juga simak_juga read_(?:also|more) see_also (?:artikel|berita)_terkait related"
)
READ_ALSO = re.compile(rf"[\W_]*{_ALSO}\b\s*[:»›\-–—]?", re.IGNORECASE)
