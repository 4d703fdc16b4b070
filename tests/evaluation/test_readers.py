from evaluation.readers import Answer, Document, Reader, alone, measure, with_site

PAGE = """<!doctype html><title>Pasar Legi Direnovasi - Dinas</title><nav><a href="/">Beranda</a></nav>
<h1>Pasar Legi Direnovasi</h1><p>{day} Mei 2025</p><article>
<p>Atap pasar yang bocor sejak lama akhirnya diganti oleh
dinas dengan rangka baja ringan dan genteng baru nomor {day}.</p>
<p>Pedagang berjualan seperti biasa selama pekerjaan itu
berlangsung, sebab atap diganti blok demi blok.</p></article><footer>Kantor dinas, Jalan Pahlawan 12</footer>"""


def page(day: int) -> Document:
    return Document(PAGE.format(day=day).encode(), f"https://a.example/berita/pasar-legi-direnovasi-{day}", "utf-8")


def test_our_extractor_reads_a_page_alone() -> None:
    answer = alone([])(page(6))
    assert (answer.title, answer.published) == ("Pasar Legi Direnovasi", "2025-05-06")
    assert answer.body.startswith("Atap pasar yang bocor")


def test_our_extractor_learns_a_site_first() -> None:
    site = [page(day) for day in range(1, 9)]
    answer = with_site(site)(site[2])
    assert answer.title == "Pasar Legi Direnovasi"
    assert "Jalan Pahlawan" not in answer.body


def test_a_page_that_can_t_be_read_is_an_empty_answer_with_the_reason() -> None:
    answer = alone([])(Document(b"\x00\x01", "https://a.example/", None))
    assert (answer.title, answer.body, answer.published) == ("", "", None)
    assert answer.witness


def test_every_page_is_answered_once_and_in_order() -> None:
    def echo(_: object) -> Reader:
        return lambda document: Answer(title=document.url)

    sites = [[page(1), page(2)], [page(3)]]
    measured = measure(echo, sites)
    assert [[answer.title for answer in site] for site in measured.answers] == [[d.url for d in site] for site in sites]
    assert measured.seconds >= 0
