"""A podman of the tests' own: its images, containers and volumes lie in a folder of the test run."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests_images.prepare import BASE, BASE_NAME, COMPOSE, ROOT

# What lets pip inside a build meet the same registry as outside: certificates and settings of this machine.
MOUNTED = ("/etc/ssl/certs", "/etc/pip.conf", "/etc/xdg/pip")
# No systemd needed, and no more open files or processes than a machine may give that is itself a container.
CONTAINERS = """
[containers]
default_ulimits = ["nofile=1024:4096", "nproc=1024:1024"]
[engine]
cgroup_manager = "cgroupfs"
events_logger = "none"
runtime = "runc"
tmp_dir = "{folder}/libpod"
[network]
network_config_dir = "{folder}/networks"
"""
STORAGE = """
[storage]
driver = "overlay"
graphroot = "{folder}/store"
runroot = "{folder}/run"
"""


@dataclass(frozen=True)
class Engine:
    """Runs podman and podman-compose.

    :param variables: what they find their settings by
    :param files: compose files, the first of them deploy/compose.yml
    """

    variables: dict[str, str]
    files: tuple[Path, ...]

    def podman(self, *arguments: str, code: int = 0) -> str:
        """What podman says on its output; it must end with ``code``."""
        return self._run(["podman", *arguments], code)

    def compose(self, *arguments: str, code: int = 0) -> str:
        """What podman-compose says on its output, the profile of the nights switched on."""
        files = [word for file in self.files for word in ("--file", str(file))]
        return self._run([str(COMPOSE), *files, "--profile", "nightly", *arguments], code)

    def build(self) -> None:
        """Build both images as deploy/compose.yml says."""
        mounts = [f"--volume={path}:{path}:ro" for path in MOUNTED if Path(path).exists()]
        # HEALTHCHECK is Docker's own; no base is looked for elsewhere
        arguments = " ".join(["--format=docker", "--pull=never", *mounts])
        for service in ("crawler", "reading-room"):  # one after the other: the second finds the packages of the first
            self.compose("--podman-build-args", arguments, "build", service)

    def _run(self, command: list[str], code: int) -> str:
        done = subprocess.run(
            command, cwd=ROOT, env=self.variables, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == code, f"{command}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout


@contextmanager
def engine(folder: Path, *overrides: Path, **variables: str) -> Iterator[Engine]:
    """One that has nothing but the base image; whatever it made is gone afterwards."""
    for name, text in (("containers.conf", CONTAINERS), ("storage.conf", STORAGE)):
        (folder / name).write_text(text.format(folder=folder), encoding="utf-8")
    conf = {
        "CONTAINERS_CONF": str(folder / "containers.conf"),
        "CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"),
    }
    made = Engine(os.environ | conf | variables, (ROOT / "deploy" / "compose.yml", *overrides))
    try:
        made.podman("import", "--change", "ENV LANG=C.UTF-8", str(BASE), f"docker.io/library/{BASE_NAME}")
        yield made
    finally:
        made.compose("down", "--volumes", "--timeout", "1")
        made.podman("system", "reset", "--force")
