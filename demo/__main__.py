"""``python -m demo``."""

from archive.interruption import leave_at_once, told

leave_at_once("demo")
from demo.cli import main  # noqa: E402 - it takes a fifth of a second

with told("demo"):
    status = main()
raise SystemExit(status)
