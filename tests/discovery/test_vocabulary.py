from __future__ import annotations

from scrapers.discovery.vocabulary import DETAIL_WORDS, NEWS_WORDS, OTHER_WORDS, PAGING_WORDS, words_in


def test_words_of_a_segment() -> None:
    assert words_in("Detail_Berita-Utama%20Kami") == {"detail", "berita", "utama", "kami"}


def test_no_word_both_promises_news_and_rules_it_out() -> None:
    assert set() == NEWS_WORDS & OTHER_WORDS
    assert set() == DETAIL_WORDS & PAGING_WORDS
    assert all(word == word.lower() for word in NEWS_WORDS | OTHER_WORDS | DETAIL_WORDS | PAGING_WORDS)
