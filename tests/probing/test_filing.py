from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.probing.declare import Publisher, site_of
from scrapers.probing.filing import file_report
from scrapers.registry import load_offices, read_office
from scrapers.registry.rules import OfficeError
from tests.probing.reports import report

OTHER = "https://lain.example.go.id/"


def test_a_new_office_gets_a_file(tmp_path: Path) -> None:
    path = file_report(report(), Publisher("contoh"), tmp_path / "offices")
    assert path == tmp_path / "offices" / "contoh.toml"
    assert read_office(path).sites == (site_of(report()),)
    assert [each.name for each in path.parent.iterdir()] == ["contoh.toml"]


def test_an_office_that_exists_gets_another_site_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = file_report(report(), Publisher("contoh"), tmp_path)
    path.write_text(path.read_text("utf-8").replace("[[site]]", "# By hand.\n[[site]]"), "utf-8")
    file_report(report(front=OTHER, samples=report().samples[1:]), Publisher("contoh"), tmp_path)
    office = read_office(path)
    assert [site.url for site in office.sites] == [report().front, OTHER]
    assert "# By hand." in path.read_text("utf-8")


def test_a_site_is_declared_once(tmp_path: Path) -> None:
    path = file_report(report(), Publisher("contoh"), tmp_path)
    before = path.read_bytes()
    with pytest.raises(OfficeError, match=r"contoh\.toml: dinkop\.example\.go\.id: declared already"):
        file_report(report(), Publisher("contoh"), tmp_path)
    assert path.read_bytes() == before


def test_a_code_that_another_office_has_is_refused(tmp_path: Path) -> None:
    known = Publisher("contoh", code="3541", level="kabupaten", region="Kabupaten Contoh")
    file_report(report(), known, tmp_path)
    with pytest.raises(OfficeError, match=r"contoh\.toml has it already; add the site there with --id contoh"):
        file_report(report(front=OTHER), replace(known, id="lain"), tmp_path)
    assert [*load_offices(tmp_path)] == ["contoh"]


def test_an_id_that_cant_be_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="lower-case words"):
        file_report(report(), Publisher("../x"), tmp_path)
    assert [*tmp_path.iterdir()] == []
