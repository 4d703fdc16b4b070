"""How to cite an article: as a line of text and as BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.site.language import Language

_SPECIAL = re.compile(r"[\\{}$&#%_~^]")
_SPELLED = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


@dataclass(frozen=True, slots=True)
class Citation:
    """What a citation needs.

    :param author: who published it: the office's name
    :param published: ISO 8601, ``None`` where unknown
    :param url: the page on the office's site
    :param permalink: the page in this archive
    :param key: BibTeX key, ``"jombang-3178"``
    """

    key: str
    author: str
    title: str
    published: str | None
    url: str
    permalink: str

    def text(self, speech: Language) -> str:
        """One line, in the reader's language."""
        when = speech.day(self.published) if self.published else speech("cite.undated")
        return speech(
            "cite.text", author=self.author, when=when, title=self.title, url=self.url, permalink=self.permalink
        )

    def bibtex(self, speech: Language) -> str:
        """A ``@misc`` entry, which every BibTeX style knows."""
        fields = {
            "author": f"{{{_bibtex(self.author)}}}",  # a second brace keeps an organisation's name whole
            "title": f"{{{_bibtex(self.title)}}}",
            "year": self.published[:4] if self.published else "",
            "date": self.published[:10] if self.published else "",
            "howpublished": rf"\url{{{_address(self.url)}}}",
            "note": rf"{_bibtex(speech('cite.note'))}, \url{{{_address(self.permalink)}}}",
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{{self.key},\n" + ",\n".join(lines) + "\n}"


def _bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _SPELLED.get(found[0], "\\" + found[0]), text)


def _address(url: str) -> str:
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")
