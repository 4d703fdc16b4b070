"""What the commands say: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys


def tell(words: str) -> None:
    """Print a result."""
    sys.stdout.write(words + "\n")


def say(words: str) -> None:
    """Tell whoever waits what is going on."""
    sys.stderr.write(words + "\n")
    sys.stderr.flush()
