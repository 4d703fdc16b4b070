from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from archive.export.files import Background, ExportedFile, File, GzipFile, OfficeFiles, json_array, json_lines


@pytest.mark.parametrize(
    ("chunks", "content"),
    [
        ([], b"[\n\n]\n"),
        ([[]], b"[\n\n]\n"),
        ([[b"1"], [], [b"2", b"3"]], b"[\n1,\n2,\n3\n]\n"),
    ],
)
def test_a_json_array_has_a_record_a_line(tmp_path: Path, chunks: list[list[bytes]], content: bytes) -> None:
    file = json_array(tmp_path, "a.json")
    for chunk in chunks:
        file.write(chunk)
    [made] = file.finish()
    assert (tmp_path / "a.json").read_bytes() == content
    assert made == ExportedFile("a.json", len(content), hashlib.sha256(content).hexdigest())
    assert json.loads(content) == [1, 2, 3][: sum(map(len, chunks))]


@pytest.mark.parametrize(("chunks", "content"), [([], b""), ([[b"1"], [b"2", b"3"]], b"1\n2\n3\n")])
def test_json_lines_are_gzipped_without_name_or_time(tmp_path: Path, chunks: list[list[bytes]], content: bytes) -> None:
    file = json_lines(tmp_path, "a.jsonl.gz")
    for chunk in chunks:
        file.write(chunk)
    [made] = file.finish()
    data = (tmp_path / "a.jsonl.gz").read_bytes()
    assert gzip.decompress(data) == content
    assert data[3:8] == bytes(5)  # no flags, so no name; time 0
    assert (made.size_bytes, made.sha256) == (len(data), hashlib.sha256(data).hexdigest())


def test_the_size_of_chunks_does_not_change_a_gzip_file(tmp_path: Path) -> None:
    rows = [str(number).encode() * 40 for number in range(8000)]
    for name, step in (("a.gz", 7), ("b.gz", 8000)):
        file = GzipFile(tmp_path, name, between=b"\n", after=b"\n")
        for start in range(0, len(rows), step):
            file.write(rows[start : start + step])
        file.finish()
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_each_office_gets_its_own_rows(tmp_path: Path) -> None:
    files = OfficeFiles(tmp_path, ["jombang", "malang", "../x"])
    big = b'"' + b"x" * 200_000 + b'"'
    files.write([("jombang", b"1"), ("malang", big), ("jombang", b"2")])
    files.write([("malang", big), ("malang", b"3")])
    made = {file.name: file.size_bytes for file in files.finish()}
    assert made == {"offices/jombang.json": 9, "offices/malang.json": 400_014, "offices/..%2Fx.json": 5}
    assert json.loads((tmp_path / "offices/malang.json").read_bytes())[2] == 3


def test_a_thread_writes_in_order_and_reports(tmp_path: Path) -> None:
    with Background(File(tmp_path, "a.txt")) as file:
        for number in range(100):
            file.write([str(number).encode()])
        [made] = file.finish().result()
    assert (tmp_path / "a.txt").read_text() == "".join(map(str, range(100)))
    assert made.size_bytes == 190


def test_a_failure_in_the_thread_reaches_the_caller(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with Background(File(tmp_path, "a.txt")) as file:
        file.write([b"x"])
        with pytest.raises(IsADirectoryError):
            file.finish().result()


def test_a_failure_stops_a_caller_who_writes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with Background(File(tmp_path, "a.txt")) as file:
        for _ in range(4):
            file.write([b"x"])
        with pytest.raises(IsADirectoryError):
            file.write([b"x"])
