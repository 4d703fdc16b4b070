"""Text in which the words that were looked for are marked."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# Noncharacters: Unicode keeps them for use inside a program, no text contains them.
OPEN = "\ufdd0"
CLOSE = "\ufdd1"
_MARK = re.compile(f"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_STRAY = str.maketrans(dict.fromkeys(OPEN + CLOSE))


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with marks, as FTS5's ``highlight`` and ``snippet`` write it between ``OPEN`` and ``CLOSE``."""

    raw: str

    @property
    def parts(self) -> list[tuple[str, bool]]:
        """The text in pieces, each with whether it is marked.

        >>> Marked(f"Rapat {OPEN}koperasi{CLOSE} desa").parts
        [('Rapat ', False), ('koperasi', True), (' desa', False)]
        """
        pieces = _MARK.split(self.raw)
        return [(piece.translate(_STRAY), bool(number % 2)) for number, piece in enumerate(pieces) if piece]

    @property
    def plain(self) -> str:
        """The text alone."""
        return self.raw.translate(_STRAY)

    @property
    def html(self) -> str:
        """Escaped HTML in which ``<mark>`` is the only element.

        >>> Marked(f"<b> {OPEN}koperasi{CLOSE}").html
        '&lt;b&gt; <mark>koperasi</mark>'
        """
        return "".join(
            f"<mark>{html.escape(text)}</mark>" if marked else html.escape(text) for text, marked in self.parts
        )
