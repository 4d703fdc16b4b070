from __future__ import annotations

import pytest

from archive.models import Outcome
from demo import nights
from demo.nights import CHANGES, changes, deleted, edited, restored, standing, withdrawn
from demo.offices import OFFICES, Effect, effects, expected
from demo.server import PracticeServer
from tests.demo.practice_client import Ask

IDS = [office.id for office in OFFICES]


def test_changes_concern_articles_that_stood_the_night_before() -> None:
    for change in CHANGES:
        known = {article.id for article in standing(change.office, change.night - 1)}
        gone = withdrawn(change.office, change.night - 1)
        assert change.id in (gone if change.kind == "restored" else known)


@pytest.mark.parametrize("night", [2, 3])
def test_a_night_differs_from_the_last_by_its_changes_alone(night: int) -> None:
    before = {(one.office, one.id): one for office in IDS for one in standing(office, night - 1)}
    after = {(one.office, one.id): one for office in IDS for one in standing(office, night)}
    assert before.keys() - after.keys() == deleted(night)
    assert after.keys() - before.keys() == nights.new(night, IDS) | restored(night)
    assert {key for key in before.keys() & after.keys() if before[key] != after[key]} == edited(night)
    assert all(before[key].published == after[key].published for key in before.keys() & after.keys())


def test_the_second_night_brings_three_new_articles_about_the_field() -> None:
    about = {(one.office, one.id) for one in expected(2) if one.about}
    assert len(nights.new(2, IDS) & about) == 3
    assert all(changes(2, kind) for kind in ("deleted", "edited", "retitled"))


@pytest.mark.parametrize("night", [2, 3])
def test_the_sites_show_each_effect(server: PracticeServer, ask: Ask, night: int) -> None:
    truth = {(one.office, one.id): one for one in expected(night)}
    server.night = night
    for effect in effects(night):
        office = effect.office.removeprefix("praktik-")
        answer = ask(office, effect.path)
        if effect.outcome is Outcome.GONE:
            assert answer.status == (410 if office == "candirejo" else 404)
        else:
            article = truth[effect.office, effect.id]
            assert answer.status == 200
            assert article.title.replace("&", "&amp;") in answer.text
            assert article.paragraphs[-1] in answer.text


def test_effects_say_what_happens_where_and_who_can_see_it() -> None:
    slug = "kartu-usaha-mikro-diluncurkan-satu-kode-untuk-semua-layanan"
    assert Effect("praktik-sumberagung", 2489, f"/2026/09/10/{slug}/", Outcome.REVISED, "api") in effects(2)
    assert effects(1) == []
    assert {(effect.office, effect.id) for effect in effects(2)} >= edited(2) | deleted(2)


def test_the_night_can_be_switched_while_the_sites_are_up(server: PracticeServer, ask: Ask) -> None:
    path = "/berita/catatan-akhir-tahun-306-koperasi-desa-9-412-nib-dan-satu-pekerjaan-rumah-15511"
    statuses = []
    for server.night in (1, 2, 1):
        statuses.append(ask("jombang", path).status)
    assert statuses == [200, 404, 200]
