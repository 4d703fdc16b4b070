"""The units as deploy/install.sh writes them, in a folder of their own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Installed:
    """What an installation wrote.

    :param root: stands for ``/``
    :param units: the folder of the units in it
    """

    root: Path
    units: Path
    data: Path


def install(root: Path, *arguments: str) -> Installed:
    """Run the installer, which then asks no systemd to do anything."""
    data = root / "var" / "data"
    home = root.parent / "home"
    variables = os.environ | {"DESTDIR": str(root), "DATA_DIR": str(data), "HOME": str(home)}
    variables.pop("XDG_CONFIG_HOME", None)
    subprocess.run([ROOT / "deploy" / "install.sh", *arguments], env=variables, check=True, capture_output=True)
    inside = "etc/systemd/system" if "--system" in arguments else f"{home}/.config/systemd/user".lstrip("/")
    return Installed(root, root / inside, data)


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed by root for the machine."""
    return install(tmp_path_factory.mktemp("system") / "root", "--system")


@pytest.fixture(scope="session")
def user(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Installed by a user for themselves."""
    return install(tmp_path_factory.mktemp("user") / "root")
