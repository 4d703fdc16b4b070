"""The images of deploy/: what they name is looked up. tests_images/ builds and runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from yaml import safe_load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
IMAGES = ["Dockerfile", "Dockerfile.reading-room"]
WORDS = re.compile(r"(?m)^([A-Z]+)\s+(.*)$")


def instructions(name: str) -> list[tuple[str, str]]:
    """An image's instructions, each on one line."""
    text = re.sub(r"(?m)^#.*\n", "", (DEPLOY / name).read_text(encoding="utf-8")).replace("\\\n", " ")
    return [(word, re.sub(r"\s+", " ", rest)) for word, rest in WORDS.findall(text)]


def copied(name: str) -> list[str]:
    """What an image takes from the checkout."""
    sources: list[str] = []
    for word, rest in instructions(name):
        if word == "COPY" and not rest.startswith("--from="):
            sources += rest.split()[:-1]
    return sources


def compose() -> dict[str, Any]:
    parsed: dict[str, Any] = safe_load((DEPLOY / "compose.yml").read_text(encoding="utf-8"))
    return parsed


def ignored(name: str, path: str) -> bool:
    """Whether the builder never sees ``path``; the last pattern that fits decides."""
    result = False
    for line in (DEPLOY / f"{name}.dockerignore").read_text(encoding="utf-8").splitlines():
        if line == "*":
            result = True
        elif line.startswith("!") and (path == line[1:] or path.startswith(f"{line[1:]}/")):
            result = False
    return result


@pytest.mark.parametrize("name", IMAGES)
def test_what_is_copied_is_there_and_reaches_the_builder(name: str) -> None:
    sources = copied(name)
    assert "archive" in sources
    for source in sources:
        assert (ROOT / source).exists(), source
        assert not ignored(name, source), source


@pytest.mark.parametrize("name", IMAGES)
def test_nothing_else_reaches_the_builder(name: str) -> None:
    reached = {path.name for path in ROOT.iterdir() if not ignored(name, path.name)}
    assert reached == set(copied(name))


@pytest.mark.parametrize("name", IMAGES)
def test_the_last_user_is_not_root(name: str) -> None:
    users = [rest for word, rest in instructions(name) if word == "USER"]
    assert users == ["dinkop"]
    words = [word for word, _ in instructions(name)]
    assert words.index("USER") < words.index("CMD")
    assert "RUN" not in words[words.index("USER") :]


def test_both_images_give_the_account_one_number() -> None:
    assert len({re.search(r"--uid (\d+)", (DEPLOY / name).read_text())[1] for name in IMAGES}) == 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "help_", "expected"),
    [("Dockerfile", "--help", "Crawl all enabled offices"), ("Dockerfile.reading-room", "--help", "--base-url")],
)
def test_what_an_image_starts_is_a_command_of_ours(name: str, help_: str, expected: str) -> None:
    [command] = [json.loads(rest) for word, rest in instructions(name) if word == "CMD"]
    program = {"scrapy": [sys.executable, "-m", "scrapy"], "python": [sys.executable]}[command[0]]
    done = subprocess.run([*program, *command[1:], help_], cwd=ROOT, capture_output=True, text=True, check=True)
    assert expected in done.stdout


def test_the_python_is_the_one_that_the_lock_was_made_for() -> None:
    versions = {rest.split()[0] for name in IMAGES for word, rest in instructions(name) if word == "FROM"}
    assert versions == {"python:3.11-slim-bookworm"}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert 'requires-python = ">=3.11"' in project


def test_compose_builds_these_images() -> None:
    for service in compose()["services"].values():
        build = service["build"]
        assert (DEPLOY / build["context"]).resolve() == ROOT
        assert (ROOT / build["dockerfile"]).is_file()


def test_compose_opens_nothing_to_the_world() -> None:
    services = compose()["services"]
    assert services["reading-room"]["ports"] == ["127.0.0.1:${PORT:-8001}:8001"]
    assert "ports" not in services["crawler"]
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["volumes"] == ["data:/data"]
        assert service["mem_limit"] == "1g"
        assert service["logging"]["options"] == {"max-size": "10m", "max-file": "5"}


def test_the_crawl_waits_for_its_night() -> None:
    assert compose()["services"]["crawler"]["profiles"] == ["nightly"]
    assert "profiles" not in compose()["services"]["reading-room"]
