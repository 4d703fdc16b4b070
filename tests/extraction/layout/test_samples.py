from __future__ import annotations

from scrapers.extraction.layout.samples import read_samples
from tests.extraction.random_site import RandomSite


def test_samples_differ_and_know_their_own_text() -> None:
    site = RandomSite(3, count=4)
    pages = [(site.page(item), site.url(item), None) for item in site.articles]
    samples = read_samples(
        [*pages, (pages[0][0], f"{pages[0][1]}?kembar=1", None), (b"", "https://situs.example/kosong", None)]
    )
    assert [sample.page.url for sample in samples] == [url for _, url, _ in pages]
    assert [sample.title and sample.title.text for sample in samples] == [item.title for item in site.articles]
    for sample, item in zip(samples, site.articles, strict=True):
        texts = {block.text for block in sample.outline.blocks if block.index in sample.own}
        assert item.parts[0].lines[0] in texts
        assert not any("Bagikan" in text for text in texts)
