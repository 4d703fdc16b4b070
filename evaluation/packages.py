"""Installs the Debian packages of a real WordPress where they are missing: ``python -m evaluation.packages``."""

from __future__ import annotations

import os
import shutil
import sys

from evaluation.processes import ToolError, run
from evaluation.wordpress import PACKAGES
from evaluation.words import say

LOCK_SECONDS = 300  # another apt-get may be at work


def missing(packages: tuple[str, ...] = PACKAGES) -> list[str]:
    """The packages that are not installed.

    :raises ToolError: this is no Debian system
    """
    listed = run(["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n"])
    installed = {line.split()[0] for line in listed.splitlines() if line.endswith(" installed")}
    return [package for package in packages if package not in installed]


def install(packages: list[str]) -> None:
    """Install packages without anything that is only recommended.

    :raises ToolError: neither root nor sudo without a password, or apt-get failed
    """
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    if root and not shutil.which("sudo"):
        raise ToolError(f"not root and no sudo; run as root: apt-get install {' '.join(packages)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    apt = [*root, "apt-get", "--quiet=2", "-o", f"DPkg::Lock::Timeout={LOCK_SECONDS}"]
    run([*apt, "update"], env=quiet)
    run([*apt, "install", "--yes", "--no-install-recommends", *packages], env=quiet, seconds=1200)


def main() -> int:
    """Install what is missing. Exit codes: 0 everything is there, 2 it could not be installed."""
    try:
        wanted = missing()
        if wanted:
            say(f"installing Debian packages: {' '.join(wanted)}")
            install(wanted)
    except ToolError as error:
        say(f"Debian packages for the real WordPress are missing and could not be installed: {error}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
