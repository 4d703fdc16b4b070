"""Brings what the browser tests need: Debian's chromium, npm and ruby, and axe-core from the npm registry.

python -m tests_browser.prepare
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "browser"
PICTURES = FOLDER / "pictures"  # of every page, written by the tests
AXE_VERSION = "4.14.1"
AXE = FOLDER / "node_modules" / "axe-core" / "axe.min.js"
# Command -> Debian packages. Ruby comes with a validating reader of feeds, its gem `rss`.
PACKAGES = {"chromium": ("chromium", "fonts-noto-core"), "npm": ("npm",), "ruby": ("ruby",)}


def main() -> int:
    """Install what is missing; 1 where it can't be had."""
    missing = [package for command, packages in PACKAGES.items() if not shutil.which(command) for package in packages]
    try:
        if missing:
            _install(missing)
        if not _is_axe_there():
            FOLDER.mkdir(parents=True, exist_ok=True)
            npm = ["npm", "install", "--prefix", str(FOLDER), "--no-audit", "--no-fund", "--ignore-scripts"]
            _run([*npm, "--silent", f"axe-core@{AXE_VERSION}"])
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"browser tests: {error}; install chromium, npm and ruby, then run this again\n")
        return 1
    return 0


def _is_axe_there() -> bool:
    return AXE.is_file() and f"axe v{AXE_VERSION}" in AXE.read_text(encoding="utf-8")[:200]


def _install(packages: list[str]) -> None:
    root = [] if os.geteuid() == 0 else ["sudo"]
    sys.stdout.write(f"Installing {', '.join(packages)} …\n")
    _run([*root, "apt-get", "update", "-qq"])
    _run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def _run(command: list[str]) -> None:
    subprocess.run(
        command, check=True, stdout=subprocess.DEVNULL, env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    )


if __name__ == "__main__":
    sys.exit(main())
