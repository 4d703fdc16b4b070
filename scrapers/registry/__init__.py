"""The registry of offices: a folder with one TOML file per office, named after its id."""

from __future__ import annotations

import os
from itertools import combinations
from pathlib import Path

from scrapers.registry.declaration import parse, render, render_site
from scrapers.registry.office import Office, Site
from scrapers.registry.rules import OfficeError, show


def load_offices(folder: Path) -> dict[str, Office]:
    """Read every ``<id>.toml`` of ``folder``; the offices come sorted by id.

    :raises OfficeError: the first file that can't be used and what is wrong in it, or no file at all
    """
    paths = {path.stem: path for path in folder.glob("*.toml") if not path.name.startswith(".")}
    if not paths:
        raise OfficeError("no office, expected a folder with one <id>.toml per office", str(folder))
    offices = {stem: read_office(path) for stem, path in sorted(paths.items())}
    for one, other in combinations(offices.values(), 2):
        if one.code == other.code and one.level != "nasional":  # ministries have no code of their own
            problem = f"code = {show(other.code)}: expected a code of its own, {paths[one.id].name} has it already"
            raise OfficeError(problem, str(paths[other.id]))
    return offices


def read_office(path: Path) -> Office:
    """Read one office.

    :raises OfficeError: the file can't be read, isn't TOML, declares something that can't be, or has another name
    """
    try:
        return _named(parse(path.read_text(encoding="utf-8")), path)
    except OfficeError as error:
        raise error.within(str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise OfficeError(f"expected a readable file in UTF-8: {error}", str(path)) from error


def write_office(office: Office, path: Path) -> None:
    """Write ``office`` so that ``read_office`` gives it back; the file is there whole, or as it was before.

    Comments of an earlier file are lost: ``add_site`` keeps them.

    :raises OfficeError: the file couldn't be read back: an unknown platform, a wrong example, a name other than the id
    """
    replace_text(path, render(office))


def add_site(site: Site, path: Path) -> None:
    """Add ``site`` at the end of an office's file; everything that people wrote there stays.

    :raises OfficeError: the file can't be read, with the site or without
    """
    read_office(path)
    replace_text(path, f"{path.read_text(encoding='utf-8').rstrip()}\n\n{render_site(site)}")


def replace_text(path: Path, text: str) -> None:
    """Put ``text`` in the place of an office's file, which is there whole at any moment.

    :raises OfficeError: the text couldn't be read back; the file is as it was
    """
    try:
        _named(parse(text), path)
    except OfficeError as error:
        raise error.within(str(path)) from None
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _named(office: Office, path: Path) -> Office:
    if office.id != path.stem:
        raise OfficeError(f"id = {show(office.id)}: expected {show(path.stem)}, as the file is named")
    return office
