"""Brings what the image tests need: a base image made of Debian's packages, and podman-compose from PyPI.

python -m tests_images.prepare

The images name a base that only a registry of images gives. Where none is reached, Debian's own packages stand in for
it: the release that its name says, with that release's Python. It is the oldest Python that the lock must fit.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from venv import create

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / ".cache" / "containers"
BASE_NAME = "python:3.11-slim-bookworm"  # what the images are made FROM
BASE = FOLDER / "base.tar"
COMPOSE_VERSION = "1.6.0"
COMPOSE = FOLDER / f"compose-{COMPOSE_VERSION}" / "bin" / "podman-compose"
PACKAGES = "python3,python3-venv,ca-certificates"


def main() -> int:
    """Make what is missing; 1 where it can't be had."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        if not BASE.is_file():
            _make_base()
        if not COMPOSE.is_file():
            _install_compose()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"image tests: {error}; see its own lines above, then run this again\n")
        return 1
    sys.stdout.write(f"Base of the images: Debian's packages instead of {BASE_NAME}, {BASE}\n")
    return 0


def _make_base() -> None:
    suite = BASE_NAME.rpartition("-")[2]
    unfinished = BASE.with_name("unfinished.tar")
    links = 'for name in python python3; do ln -s /usr/bin/python3 "$1/usr/local/bin/$name"; done'
    options = ["--quiet", "--variant=minbase", f"--include={PACKAGES}", f"--customize-hook={links}"]
    subprocess.run(["mmdebstrap", *options, suite, unfinished], check=True)
    unfinished.rename(BASE)


def _install_compose() -> None:
    folder = COMPOSE.parents[1]
    create(folder, with_pip=True, clear=True)
    pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, f"podman-compose=={COMPOSE_VERSION}"], check=True)


if __name__ == "__main__":
    sys.exit(main())
