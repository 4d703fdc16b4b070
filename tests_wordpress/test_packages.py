"""What is missing is known before anything is installed."""

from __future__ import annotations

from evaluation.packages import main, missing


def test_only_what_is_not_installed_is_missing() -> None:
    assert missing(("dpkg", "no-such-package-anywhere")) == ["no-such-package-anywhere"]


def test_nothing_is_missing_once_the_command_has_run() -> None:
    assert main() == 0
    assert missing() == []
