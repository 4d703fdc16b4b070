"""``python -m archive``."""

from archive.interruption import leave_at_once, told

leave_at_once("archive")
from archive.cli import main  # noqa: E402 - it takes a fifth of a second

with told("archive"):
    status = main()
raise SystemExit(status)
