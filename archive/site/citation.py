"""How to cite an article: as a line of text, and for bibliography programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

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
    :param key: names it in a bibliography, ``"jombang-3178"``
    :param accessed: when the crawl last saw that page, ISO 8601
    """

    key: str
    author: str
    title: str
    published: str | None
    url: str
    permalink: str
    accessed: str

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

    def ris(self, speech: Language) -> str:
        """A record in RIS, which Zotero, Mendeley and EndNote read."""
        fields = [
            ("TY", "ELEC"),
            ("ID", self.key),
            ("AU", _corporate(self.author)),
            ("TI", self.title),
            ("PY", self.published[:4] if self.published else ""),
            ("DA", self.published[:10].replace("-", "/") if self.published else ""),
            ("PB", self.author),
            ("UR", self.url),
            ("Y2", self.accessed[:10].replace("-", "/")),
            ("N1", f"{speech('cite.note')}, {self.permalink}"),
            ("LA", "id"),
        ]
        lines = [f"{name}  - {' '.join(value.split())}" for name, value in fields if value]
        return "\r\n".join([*lines, "ER  - "])

    def csl(self, speech: Language) -> str:
        """CSL-JSON, which Zotero, pandoc and citeproc read."""
        item = {
            "id": self.key,
            "type": "webpage",
            "title": self.title,
            "author": [{"literal": self.author}],
            "issued": _date_parts(self.published),
            "accessed": _date_parts(self.accessed),
            "URL": self.url,
            "archive": speech("cite.archive"),
            "archive_location": self.permalink,
            "language": "id",
        }
        return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=2)


def _date_parts(moment: str | None) -> dict[str, list[list[int]]] | None:
    if moment is None:
        return None
    try:
        day = date.fromisoformat(moment[:10])
    except ValueError:
        return None
    return {"date-parts": [[day.year, day.month, day.day]]}


def _corporate(name: str) -> str:
    """An organisation as RIS writes it: all of it is a family name.

    What follows a comma is a first name to every program, and what follows a second one is lost to some (Zotero reads
    EndNote's two commas so). Hence none but the last, which EndNote wants; the publisher has the name as it is.
    """
    return f"{name.replace(',', '')},"


def _bibtex(text: str) -> str:
    return _SPECIAL.sub(lambda found: _SPELLED.get(found[0], "\\" + found[0]), text)


def _address(url: str) -> str:
    return url.replace("\\", "%5C").replace("{", "%7B").replace("}", "%7D")


# Suffix of the address -> media type, and what writes it.
FORMS: Mapping[str, tuple[str, Callable[[Citation, Language], str]]] = {
    "txt": ("text/plain", Citation.text),
    "bib": ("application/x-bibtex", Citation.bibtex),
    "ris": ("application/x-research-info-systems", Citation.ris),
    "csl.json": ("application/vnd.citationstyles.csl+json", Citation.csl),
}
