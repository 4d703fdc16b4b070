"""What may be downloaded: the files of the exports folder, nothing beside or above it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from archive.site.exports import export, exports, releases


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    (tmp_path / "exports" / "offices").mkdir(parents=True)
    for name in ("articles.csv", "articles.jsonl.gz", "README.md", "offices/jombang.json", ".hidden"):
        (tmp_path / "exports" / name).write_text(name)
    (tmp_path / "crawl.db").write_text("secret")
    (tmp_path / "exports" / "crawl.db").symlink_to(tmp_path / "crawl.db")
    total = hashlib.sha256(b"articles.csv").hexdigest()
    (tmp_path / "exports" / "SHA256SUMS").write_text(f"{total}  articles.csv\nnot a sum\n")
    return tmp_path


def test_names_in_order_without_links_and_hidden_files(data_dir: Path) -> None:
    names = ["articles.csv", "articles.jsonl.gz", "README.md", "SHA256SUMS", "offices/jombang.json"]
    assert list(exports(data_dir)) == names


def test_a_file(data_dir: Path) -> None:
    file = exports(data_dir)["articles.csv"]
    total = hashlib.sha256(b"articles.csv").hexdigest()
    assert (file.size_bytes, file.media_type, file.sha256, file.tag) == (
        12, "text/csv; charset=utf-8", total, f'"{total}"',
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("articles.jsonl.gz", "application/gzip"),
        ("README.md", "text/markdown; charset=utf-8"),
        ("SHA256SUMS", "text/plain; charset=utf-8"),
        ("offices/jombang.json", "application/json; charset=utf-8"),
    ],
)
def test_media_types(data_dir: Path, name: str, media_type: str) -> None:
    assert exports(data_dir)[name].media_type == media_type


def test_a_file_of_a_release_has_the_sum_that_the_release_states(data_dir: Path) -> None:
    for month in ("2025-09", "2026-11"):
        (data_dir / "exports" / month).mkdir()
    (data_dir / "exports" / "2026-11" / "articles.csv").write_text("older")
    total = hashlib.sha256(b"older").hexdigest()
    (data_dir / "exports" / "2026-11" / "SHA256SUMS").write_text(f"{total}  articles.csv\n")
    (data_dir / "exports" / "2026-11" / "offices").mkdir()
    (data_dir / "exports" / "2026-11" / "offices" / "jombang.json").write_text("[]")
    assert [(file.name, file.sha256) for file in exports(data_dir, "2026-11", offices=False).values()] == [
        ("2026-11/articles.csv", total), ("2026-11/SHA256SUMS", None),
    ]  # fmt: skip
    assert "2026-11/offices/jombang.json" in exports(data_dir, "2026-11")
    assert export(data_dir, "2026-11/articles.csv") == exports(data_dir, "2026-11")["2026-11/articles.csv"]
    assert releases(data_dir) == ["2026-11", "2025-09"]


@pytest.mark.parametrize("link", ["2026-12", "offices"])
def test_a_folder_that_is_a_link_is_not_followed(data_dir: Path, tmp_path: Path, link: str) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.json").write_text("secret")
    (data_dir / "exports" / "offices" / "jombang.json").unlink()
    (data_dir / "exports" / "offices").rmdir()
    (data_dir / "exports" / link).symlink_to(tmp_path / "elsewhere")
    assert [name for name in exports(data_dir) if "secret" in name] == []
    assert export(data_dir, f"{link}/secret.json") is None
    assert releases(data_dir) == []


def test_no_folder_is_no_file(tmp_path: Path) -> None:
    assert exports(tmp_path) == {}
    assert releases(tmp_path) == []


def test_a_file_without_a_sum_changes_its_tag_with_its_content(data_dir: Path) -> None:
    before = exports(data_dir)["README.md"].tag
    (data_dir / "exports" / "README.md").write_text("longer than before")
    assert exports(data_dir)["README.md"].tag != before
