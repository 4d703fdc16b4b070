"""The services and timers, judged by systemd itself."""

from __future__ import annotations

import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests_deploy.conftest import ROOT, Installed, install

SERVICES = ["dinkop-nightly.service", "dinkop-weekly.service", "dinkop-reading-room.service"]
TIMERS = ["dinkop-nightly.timer", "dinkop-weekly.timer"]
EXPOSURE = 1.5  # of 10; systemd calls up to 2 "OK", a plain service has 9.6
WIB = timedelta(hours=7)


def analyze(*arguments: str, units: Path | None = None, runtime: Path | None = None) -> str:
    """What systemd-analyze says, warnings first; it must not complain."""
    variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"}
    if units:
        variables["SYSTEMD_UNIT_PATH"] = f"{units}:"  # with the colon, besides the machine's own
    if runtime:
        variables["XDG_RUNTIME_DIR"] = str(runtime)
    done = subprocess.run(["systemd-analyze", *arguments], env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stderr + done.stdout


def test_systemd_finds_no_fault_in_the_machines_units(system: Installed) -> None:
    paths = [str(system.units / name) for name in SERVICES + TIMERS]
    assert ours(analyze("verify", "--man=no", *paths, units=system.units)) == []


def test_systemd_finds_no_fault_in_a_users_units(user: Installed, tmp_path: Path) -> None:
    paths = [str(user.units / name) for name in SERVICES + TIMERS]
    assert ours(analyze("--user", "verify", "--man=no", *paths, units=user.units, runtime=tmp_path)) == []


def ours(said: str) -> list[str]:
    """Lines about our units; the machine's own may have faults."""
    return [line for line in said.splitlines() if "dinkop" in line]


def test_a_fault_would_be_found(system: Installed, tmp_path: Path) -> None:
    path = tmp_path / "dinkop-nightly.service"
    path.write_text((system.units / path.name).read_text().replace("KillSignal=SIGINT", "KillSignal=SIGNONE\nNicer=1"))
    said = ours(analyze("verify", "--man=no", str(path)))
    assert len([line for line in said if "Nicer" in line or "SIGNONE" in line]) == 2, said


@pytest.mark.parametrize("service", SERVICES)
def test_little_of_the_machine_is_exposed(system: Installed, service: str) -> None:
    said = analyze("security", "--offline=true", "--no-pager", f"--root={system.root}", service)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert found, said
    assert float(found[1]) <= EXPOSURE


def test_a_night_begins_after_one_in_east_java() -> None:
    for timer, weekday, hour in (("nightly", None, 1), ("weekly", 6, 10)):
        text = (ROOT / "deploy" / "systemd" / f"dinkop-{timer}.timer").read_text(encoding="utf-8")
        [calendar] = re.findall(r"(?m)^OnCalendar=(.*)$", text)
        said = analyze("calendar", "--iterations=3", "--base-time=2026-11-24 00:00:00 UTC", calendar)
        moments = re.findall(r"\(in UTC\): \w+ ([-\d]+ [:\d]+) UTC|Next elapse: \w+ ([-\d]+ [:\d]+) UTC", said)
        starts = [datetime.fromisoformat(one or other) + WIB for one, other in moments]
        assert starts
        assert {(moment.hour, moment.minute) for moment in starts} == {(hour, 0)}
        assert weekday is None or {moment.weekday() for moment in starts} == {weekday}


def test_a_machine_that_slept_catches_up() -> None:
    for timer in TIMERS:
        text = (ROOT / "deploy" / "systemd" / timer).read_text(encoding="utf-8")
        assert "\nPersistent=true\n" in text
        assert re.search(r"\nRandomizedDelaySec=45min\n", text)


def test_what_the_services_start_is_there(system: Installed) -> None:
    for service in SERVICES:
        for line in re.findall(
            r"(?m)^Exec(?:Start|StopPost)=-?(.*)$", (system.units / service).read_text(encoding="utf-8")
        ):
            program, *words = line.split()
            assert Path(program).is_relative_to(ROOT / ".venv" / "bin")
            assert Path(program).exists()
            command = [program, *words[: 3 if words[0] == "-m" else 1], "--help"]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def test_however_the_night_went_it_is_told_and_no_message_fails_it(system: Installed) -> None:
    text = (system.units / "dinkop-nightly.service").read_text(encoding="utf-8")
    # Ignored failures are systemd's "-"; ExecStopPost runs after a failed start, too.
    assert re.findall(r"(?m)^ExecStopPost=(.*)$", text) == [f"-{ROOT}/.venv/bin/python -m archive notify"]


def test_every_placeholder_is_filled(system: Installed, user: Installed) -> None:
    for installed in (system, user):
        for path in installed.root.rglob("*"):
            if path.is_file():
                assert not re.search(r"@[A-Z_]+@", path.read_text(encoding="utf-8")), path


def test_a_user_has_no_account_of_ours(user: Installed) -> None:
    drop_ins = sorted(path.name for path in (user.units / "dinkop-.service.d").iterdir())
    assert drop_ins == ["10-sandbox.conf", "20-namespaces.conf"]


def test_the_account_is_known_to_sysusers(system: Installed) -> None:
    done = subprocess.run(
        ["systemd-sysusers", "--dry-run", str(system.root / "etc/sysusers.d/dinkop-archive.conf")],
        check=False, capture_output=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_installing_twice_is_installing_once_and_removing_leaves_the_data(tmp_path: Path) -> None:
    root = tmp_path / "root"
    first = install(root, "--system")
    before = {path: path.read_bytes() for path in first.units.rglob("*") if path.is_file()}
    assert {path: path.read_bytes() for path in install(root, "--system").units.rglob("*") if path.is_file()} == before
    install(root, "--system", "--remove")
    assert list(first.units.iterdir()) == []


def test_a_folder_that_units_cannot_name_is_refused(tmp_path: Path) -> None:
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "DESTDIR": str(tmp_path), "DATA_DIR": "/srv/my data"}
    done = subprocess.run([ROOT / "deploy" / "install.sh"], env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "install.sh: /srv/my data: systemd units can't name a path with spaces or quotes; move it, then repeat\n"
    )


def test_without_systemd_cron_is_named(tmp_path: Path) -> None:
    variables = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run([ROOT / "deploy" / "install.sh"], env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "install.sh: no systemd answers here (in a container or over su?); deploy/crontab does the same by cron\n"
    )
    assert list(tmp_path.iterdir()) == []
