"""The log for machines: one JSON object a line, beside the text that people read in the journal."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

ROTATE_BYTES = 10_000_000  # a file that would become larger is put aside …
KEPT_FILES = 9  # … and so many of those stay: 100 MB in all


class JsonLines(logging.Formatter):
    """One line for each record: ``at`` (ISO 8601, UTC), ``level``, ``logger``, ``message``, and ``error`` if any."""

    def format(self, record: logging.LogRecord) -> str:
        """One JSON object without line breaks."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["error"] = self.formatException(record.exc_info)
        # Pages may carry half of a character pair; UTF-8 can't, so those few are written as escapes.
        line = json.dumps(said, ensure_ascii=False)
        return line if line.isprintable() else json.dumps(said)


class _Log(RotatingFileHandler):
    """Says once that it can't be written; a night isn't given up for its log."""

    _told = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802, ARG002 - logging's name and signature
        """One line instead of a traceback for every record."""
        if not self._told:
            self._told = True
            error = sys.exc_info()[1]
            reason = error.strerror if isinstance(error, OSError) else error
            sys.stderr.write(f"{self.baseFilename}: can't be written ({reason}); this log has a gap from here on\n")


def json_log(path: Path) -> RotatingFileHandler:
    """A handler that appends to ``path`` and rotates it by size: ``nightly.jsonl``, ``nightly.jsonl.1``, …

    :raises OSError: the folder can't be written
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handler = _Log(path, maxBytes=ROTATE_BYTES, backupCount=KEPT_FILES, encoding="utf-8")
    handler.setFormatter(JsonLines())
    return handler
