from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.registry import add_site, load_offices, read_office, replace_text, write_office
from scrapers.registry.office import Listing, Office, OfficeError, Selectors, Site

OFFICE = Office(
    id="contoh",
    code="3501",
    level="kabupaten",
    region="Kabupaten Contoh",
    name="Dinas Koperasi Kabupaten Contoh",
    latitude=-7.5,
    longitude=112.0,
    sites=(Site("https://dinkop.contoh.go.id/"),),
)
CITY = replace(OFFICE, id="kota-contoh", code="3571", level="kota", region="Kota Contoh")
MINISTRY = replace(OFFICE, id="kemenkop", code="00", level="nasional", region="Indonesia")


def _write(folder: Path, *offices: Office) -> None:
    for office in offices:
        write_office(office, folder / f"{office.id}.toml")


def test_a_folder_of_offices_comes_sorted_by_id(tmp_path: Path) -> None:
    _write(tmp_path, CITY, MINISTRY, OFFICE)
    assert list(load_offices(tmp_path).items()) == [("contoh", OFFICE), ("kemenkop", MINISTRY), ("kota-contoh", CITY)]


def test_drafts_and_other_files_are_no_offices(tmp_path: Path) -> None:
    _write(tmp_path, OFFICE)
    for name in (".#contoh.toml", ".contoh.toml", "README.md", "contoh.toml~"):
        (tmp_path / name).write_text("not an office", encoding="utf-8")
    assert load_offices(tmp_path) == {"contoh": OFFICE}


@pytest.mark.parametrize("name", [".", "missing"])
def test_a_folder_without_offices_is_a_mistake(tmp_path: Path, name: str) -> None:
    with pytest.raises(OfficeError) as error:
        load_offices(tmp_path / name)
    assert str(error.value) == f"{tmp_path / name}: no office, expected a folder with one <id>.toml per office"


def test_two_offices_cannot_share_a_code(tmp_path: Path) -> None:
    _write(tmp_path, OFFICE, replace(OFFICE, id="tiruan"), CITY)
    with pytest.raises(OfficeError) as error:
        load_offices(tmp_path)
    assert str(error.value) == (
        f'{tmp_path / "tiruan.toml"}: code = "3501": expected a code of its own, contoh.toml has it already'
    )


def test_national_offices_share_one_code(tmp_path: Path) -> None:
    _write(tmp_path, MINISTRY, replace(MINISTRY, id="kemenumkm"))
    assert list(load_offices(tmp_path)) == ["kemenkop", "kemenumkm"]


def test_an_error_names_the_file_first(tmp_path: Path) -> None:
    _write(tmp_path, OFFICE)
    path = tmp_path / "contoh.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('"office"', '"ofice"'), encoding="utf-8")
    with pytest.raises(OfficeError) as error:
        load_offices(tmp_path)
    assert str(error.value) == f'{path}: site 1: role = "ofice": expected one of office, portal, alias, legacy'


def test_a_file_is_named_after_its_office(tmp_path: Path) -> None:
    _write(tmp_path, OFFICE)
    path = (tmp_path / "contoh.toml").rename(tmp_path / "jombang.toml")
    with pytest.raises(OfficeError) as error:
        read_office(path)
    assert str(error.value) == f'{path}: id = "contoh": expected "jombang", as the file is named'


def test_a_file_that_is_not_utf_8_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    path.write_bytes(b'id = "contoh\xff"')
    with pytest.raises(OfficeError) as error:
        read_office(path)
    assert str(error.value) == (
        f"{path}: expected a readable file in UTF-8: "
        "'utf-8' codec can't decode byte 0xff in position 12: invalid start byte"
    )


def test_a_file_that_is_missing_is_a_mistake(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    with pytest.raises(OfficeError) as error:
        read_office(path)
    assert str(error.value) == (
        f"{path}: expected a readable file in UTF-8: [Errno 2] No such file or directory: '{path}'"
    )


def test_writing_replaces_the_file_as_a_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    _write(tmp_path, replace(OFFICE, expected=4.0), OFFICE)
    assert [path.name for path in tmp_path.iterdir()] == ["contoh.toml"]
    assert read_office(tmp_path / "contoh.toml") == OFFICE


@pytest.mark.parametrize(
    ("office", "message"),
    [
        (CITY, 'id = "kota-contoh": expected "contoh", as the file is named'),
        (
            replace(OFFICE, sites=(Site("https://a.go.id/", platform="blogger", examples=("https://a.go.id/x",)),)),
            'site 1: examples = "https://a.go.id/x": expected an address that article_url matches',
        ),
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, office: Office, message: str) -> None:
    path = tmp_path / "contoh.toml"
    write_office(OFFICE, path)
    with pytest.raises(OfficeError) as error:
        write_office(office, path)
    assert str(error.value) == f"{path}: {message}"
    assert read_office(path) == OFFICE


def test_a_failed_write_keeps_the_old_file_and_no_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "contoh.toml"
    write_office(OFFICE, path)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left on device"):
        write_office(replace(OFFICE, expected=4.0), path)
    assert [path.name for path in tmp_path.iterdir()] == ["contoh.toml"]
    assert read_office(path) == OFFICE


def test_a_site_is_added_and_what_people_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    write_office(OFFICE, path)
    before = "# Seen by hand in 2026.\n\n" + path.read_text(encoding="utf-8") + "# Left out: radio.contoh.go.id\n\n\n"
    path.write_text(before, encoding="utf-8")
    site = Site(
        "https://contoh.go.id/",
        role="portal",
        about=True,
        sources=(Listing("https://contoh.go.id/berita"),),
        selectors=Selectors(title=("h2",)),
    )
    add_site(site, path)
    assert read_office(path) == replace(OFFICE, sites=(*OFFICE.sites, site))
    assert path.read_text(encoding="utf-8").startswith(before.rstrip() + "\n\n[[site]]\n")


def test_a_host_that_is_there_already_is_not_added(tmp_path: Path) -> None:
    path = tmp_path / "contoh.toml"
    write_office(OFFICE, path)
    with pytest.raises(OfficeError) as error:
        add_site(Site("https://dinkop.contoh.go.id/berita/"), path)
    assert str(error.value) == (
        f'{path}: sites = "https://dinkop.contoh.go.id/": expected sites of one office to be on different hosts'
    )
    assert read_office(path) == OFFICE


def test_a_text_that_is_no_declaration_replaces_nothing(tmp_path: Path) -> None:
    _write(tmp_path, OFFICE)
    path = tmp_path / f"{OFFICE.id}.toml"
    before = path.read_bytes()
    with pytest.raises(OfficeError, match=r"\.toml: expected TOML"):
        replace_text(path, "id = ")
    assert path.read_bytes() == before
    assert [*tmp_path.iterdir()] == [path]
