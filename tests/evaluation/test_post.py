from datetime import timedelta
from pathlib import Path

from evaluation.markup import Kind
from evaluation.post import load

SOURCE = """+++
title = "“Naik Kelas” & Lainnya"
date = 2021-02-09T09:10:00+07:00
category = "Usaha Mikro"
author = "Bidang Usaha Mikro"
tags = ["halal"]
image = "halal.png"
caption = "Penyerahan sertifikat."
+++

Satu.

![Dua.](dapur.png)
"""


def test_a_post_is_read_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "2021-02-09-naik-kelas.md").write_text(SOURCE, encoding="utf-8")
    (post,) = load(tmp_path)
    assert (post.slug, post.title, post.tags) == ("naik-kelas", "“Naik Kelas” & Lainnya", ("halal",))
    assert post.date is not None
    assert post.date.isoformat() == "2021-02-09T09:10:00+07:00"
    assert post.images == ["halal.png", "dapur.png"]
    assert post.body == ["Satu.", "Dua."]


def test_the_corpus_has_posts_of_every_kind() -> None:
    posts = load()
    dated = [post for post in posts if post.date]
    assert len(dated) >= 65
    assert len(posts) - len(dated) == 5
    assert len({post.slug for post in posts}) == len({post.title for post in posts}) == len(posts)
    assert {block.kind for post in posts for block in post.blocks} == set(Kind)
    lengths = [len(" ".join(post.body).split()) for post in posts]
    assert min(lengths) <= 25
    assert max(lengths) >= 450
    assert sum(length >= 250 for length in lengths) >= 4
    assert {post.date.year for post in dated if post.date} == set(range(2019, 2027))
    assert all(post.date.utcoffset() == timedelta(hours=7) for post in dated if post.date)
    assert sum(not post.title.replace(" ", "").isalpha() for post in posts) >= 25  # quotes, numbers, dashes, ampersands


def test_posts_stand_in_the_order_of_their_dates_and_the_undated_last() -> None:
    dates = [post.date for post in load()]
    known = [date for date in dates if date]
    assert known == sorted(known)
    assert dates[len(known) :] == [None] * (len(dates) - len(known))
