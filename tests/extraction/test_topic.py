import doctest
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.extraction import topic
from scrapers.extraction.topic import judge

ROWS = [
    tuple(line.split("\t"))
    for line in Path(__file__).with_name("topic.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("# ")
]
PASSING = (
    "Hujan deras mengguyur wilayah utara sejak dini hari. Tanggul jebol dan air masuk ke permukiman. "
    "Warga dievakuasi ke balai desa, sekolah, dan masjid. Dapur umum menyiapkan seribu bungkus nasi. "
)


def counts(name: str) -> tuple[int, int, int, int]:
    """Right and wrong yes, right and wrong no."""
    verdicts = [(judge(title, body).about, label == "1") for kind, label, title, body in ROWS if kind == name]
    found = [verdicts.count(pair) for pair in ((True, True), (True, False), (False, False), (False, True))]
    return found[0], found[1], found[2], found[3]


def test_the_labelled_set_is_large_and_half_of_it_is_about_the_field() -> None:
    assert len(ROWS) >= 200
    assert len({row[2] for row in ROWS}) == len(ROWS)
    assert sum(row[1] == "1" for row in ROWS) * 2 == len(ROWS)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("tuned", (64, 0, 65, 1)),
        ("held", (50, 1, 49, 0)),
        ("fresh", (10, 0, 10, 0)),
        ("second", (64, 0, 65, 1)),
        ("third", (31, 0, 35, 4)),
        ("fourth", (18, 0, 20, 2)),
    ],
)
def test_the_labelled_set_is_judged_as_documented(name: str, expected: tuple[int, int, int, int]) -> None:
    right, wrong, _, missed = found = counts(name)
    assert found == expected
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.88


def test_every_decision_is_explained() -> None:
    verdict = judge("Koperasi Wanita Gelar RAT", "Acara digelar di pasar modal.")
    assert verdict.about
    assert verdict.score == pytest.approx(5.4)
    assert verdict.reasons == ("'koperasi wanita' in title +4", "'rat' in title +3", "'pasar modal' in opening -1.6")


@pytest.mark.parametrize(
    "title",
    [
        "KOPERASI TUMBUH",
        "Koperasinya Tumbuh",
        "Koperasi-koperasi Tumbuh",
        "“Koperasi”: Tumbuh",
        "Perkoperasian Tumbuh",
        "Kopérasi Tumbuh",
        "Dinkop & UM Berbagi",
        "UMKM/Koperasi",
    ],
)
def test_spelling_and_endings_do_not_matter(title: str) -> None:
    assert judge(title, "").about


@pytest.mark.parametrize(
    "title", ["", "Kooperatif di Jalan", "Operasi Ketupat", "Pasar Modal Anjlok", "Rating Kota Naik"]
)
def test_words_that_only_look_like_it(title: str) -> None:
    assert not judge(title, "").about


@pytest.mark.parametrize(
    ("title", "body"),
    [
        (
            "Siswa SMK Jalani PKL di Kantor Bupati",
            "Praktik kerja lapangan berlangsung tiga bulan. Siswa PKL ditempatkan di bagian umum.",
        ),
        ("Umi Kulsum Wakili Kabupaten di Lomba Dai", "Umi tampil percaya diri di hadapan juri."),
        ("Seluruh Siswa Naik Kelas", "Wali kelas menyerahkan rapor kepada orang tua."),
        ("Musdesus Tetapkan Penerima BLT Dana Desa", "Musyawarah desa khusus dihadiri perangkat dan warga."),
        ("Kader Posyandu Terima Timbangan Bayi Digital", "Alat ukur tinggi badan juga dibagikan."),
    ],
)
def test_what_shares_a_word_with_the_field(title: str, body: str) -> None:
    assert not judge(title, body).about


def test_a_rule_has_its_phrases_alone_and_in_the_form_they_are_looked_up() -> None:
    rules = tomllib.loads(Path(topic.__file__).with_suffix(".toml").read_text(encoding="utf-8"))["rule"]
    phrases = [phrase for rule in rules for phrase in rule["phrases"]]
    assert sorted(set(phrases)) == sorted(phrases)
    assert [phrase for phrase in phrases if " ".join(re.findall(r"[a-z0-9]+", phrase)) != phrase] == []


def test_an_office_goes_by_its_own_names() -> None:
    title, body = "Dindagkumtrans Buka Posko", "Posko melayani warga setiap hari."
    assert not judge(title, body).about
    verdict = judge(title, body, aliases=("Dindagkumtrans",))
    assert (verdict.about, verdict.reasons) == (True, ("'dindagkumtrans' in title +5",))


def test_the_title_weighs_more_than_the_body() -> None:
    assert judge("Koperasi", PASSING).score > judge("Kabar", f"Koperasi. {PASSING}").score > 0


def test_a_word_in_passing_at_the_end_of_a_report_on_a_flood_decides_nothing() -> None:
    assert not judge("Banjir Rendam Lima Desa", PASSING * 4 + "Bantuan datang dari koperasi dan UMKM sekitar.").about


def test_behind_the_last_zone_nothing_counts() -> None:
    verdict = judge("Kabar Kota", "kata " * 2000 + "koperasi umkm dinkop")
    assert (verdict.about, verdict.score, verdict.reasons) == (False, 0.0, ())


def test_weak_words_alone_decide_nothing() -> None:
    verdict = judge("Usaha, Produk, Kredit, Simpanan", "Modal, stok, dan bisnis.")
    assert verdict.score > 3
    assert not verdict.about


def test_enough_words_of_trade_decide_without_a_core_phrase() -> None:
    verdict = judge("Pedagang Pindah ke Kios Baru", "Penjual menerima gerobak.")
    assert verdict.reasons == (
        "'pedagang' in title +2",
        "'kios' in title +2",
        "'penjual' in opening +1.6",
        "'gerobak' in opening +1.6",
    )
    assert verdict.about
    assert not judge("Kios Baru", "Upacara dihadiri polisi.").about


def test_another_field_takes_the_weight_of_trade_away() -> None:
    assert judge("Kios Baru", "Pedagang senang.").about
    assert not judge("Kios Terbakar", "Kebakaran dan banjir merugikan pedagang.").about


@settings(deadline=None)  # a busy machine is no failure
@given(st.text(), st.text(), st.lists(st.text(), max_size=3))
def test_any_text_can_be_judged(title: str, body: str, aliases: list[str]) -> None:
    verdict = judge(title, body, aliases=aliases)
    assert verdict == judge(title, body, aliases=tuple(aliases))
    assert not verdict.about or verdict.reasons


def test_the_examples_of_the_documentation_hold() -> None:
    page = Path(__file__).parents[2] / "docs/topic.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 0) == (0, True)
