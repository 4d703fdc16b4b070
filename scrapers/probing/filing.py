"""Writing into the registry: a file is there whole, or as it was before, and it can always be read back."""

from __future__ import annotations

from pathlib import Path

from scrapers.probing.declare import Publisher, new_block, new_file
from scrapers.probing.report import Report
from scrapers.registry import load_offices, replace_text
from scrapers.registry.declaration import parse
from scrapers.registry.rules import OfficeError
from scrapers.urls import host


def file_report(report: Report, publisher: Publisher, folder: Path) -> Path:
    """Declare the probed site: in a new file, or at the end of the office's existing one.

    :raises OfficeError: the registry can't be read, the office has this site already, or what was given can't be
    """
    folder.mkdir(parents=True, exist_ok=True)
    offices = load_offices(folder) if any(folder.glob("[!.]*.toml")) else {}
    path = folder / f"{publisher.id}.toml"
    if publisher.id in offices:
        if host(report.front) in {site.host for site in offices[publisher.id].sites}:
            raise OfficeError(f"{host(report.front)}: declared already; change it by hand", str(path))
        text = f"{path.read_text(encoding='utf-8').rstrip()}\n\n{new_block(report, portal=publisher.portal)}"
    else:
        text = new_file(publisher, report)
        code = parse(text).code
        twin = next((office.id for office in offices.values() if office.code == code != "00"), None)
        if twin:
            raise OfficeError(
                f'code = "{code}": {twin}.toml has it already; add the site there with --id {twin}', str(path)
            )
    replace_text(path, text)
    return path
