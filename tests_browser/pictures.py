"""Takes the README's pictures from the archive of the practice offices: ``python -m tests_browser.pictures``.

Of every other page the tests leave pictures in ``.cache/browser/pictures``, wide and narrow, light and dark.
"""

from __future__ import annotations

import sys
from contextlib import closing

from archive.reading import ArchiveError, open_archive
from tests_browser.browser import Browser, BrowserError
from tests_browser.prepare import ROOT
from tests_browser.room import serving

FOLDER = ROOT / "docs" / "pictures"
DATA_DIR = ROOT / "data" / "demo"
_HEIGHT = 1100  # CSS pixels
_PICTURED = "SELECT id FROM articles ORDER BY title LIKE '%rakortekcan%' DESC, position DESC LIMIT 1"


def main() -> int:
    """Write ``home.png`` and ``article.png``; 1 where that can't be done."""
    try:
        with closing(open_archive(DATA_DIR / "archive.db")) as db:
            [article] = db.execute(_PICTURED).fetchone()
        with serving(DATA_DIR) as address, closing(Browser()) as browser:
            browser.look(width=1280, height=_HEIGHT)
            for name, path in (("home", "/"), ("article", f"/artikel/{article}")):
                browser.open(address + path)
                sys.stdout.write(f"{browser.picture(FOLDER / f'{name}.png', whole=False)}\n")
    except (ArchiveError, BrowserError, OSError) as error:
        sys.stderr.write(f"pictures: {error}; run make demo SERVE=0 first\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
