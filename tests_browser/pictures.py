"""Takes the README's pictures from the archive of the practice offices: ``python -m tests_browser.pictures``.

Of every other page the tests leave pictures in ``.cache/browser/pictures``, wide and narrow, light and dark. A picture
in ``docs/pictures`` is replaced only where the page looks another: the moment of the last crawl alone doesn't count.
"""

from __future__ import annotations

import base64
import json
import sys
from contextlib import closing
from pathlib import Path

from archive.reading import ArchiveError, open_archive
from tests_browser.browser import Browser, BrowserError
from tests_browser.prepare import PICTURES, ROOT
from tests_browser.room import serving

FOLDER = ROOT / "docs" / "pictures"
DATA_DIR = ROOT / "data" / "demo"
NOTICEABLE = 0.005  # share of points that differ: another clock makes 0.0004, another line of text 0.02
_HEIGHT = 1100  # CSS pixels
_PICTURED = "SELECT id FROM articles ORDER BY title LIKE '%rakortekcan%' DESC, position DESC LIMIT 1"
# Both pictures at a quarter of their size, so that another smoothing of letters is no difference.
_DIFFERENCE = """
    (async (...pictures) => {
        const [one, other] = await Promise.all(pictures.map(async picture => {
            const whole = await createImageBitmap(await (await fetch('data:image/png;base64,' + picture)).blob());
            const small = new OffscreenCanvas(whole.width / 4, whole.height / 4).getContext('2d');
            small.drawImage(whole, 0, 0, small.canvas.width, small.canvas.height);
            return small.getImageData(0, 0, small.canvas.width, small.canvas.height);
        }));
        if (one.width !== other.width || one.height !== other.height) return 1;
        const differs = (value, at) => at % 4 < 3 && Math.abs(value - other.data[at]) > 24;
        return one.data.filter(differs).length / (one.width * one.height * 3);
    })
"""


def main() -> int:
    """Renew ``home.png`` and ``article.png``; 1 where that can't be done."""
    try:
        with closing(open_archive(DATA_DIR / "archive.db")) as db:
            [article] = db.execute(_PICTURED).fetchone()
        PICTURES.mkdir(parents=True, exist_ok=True)
        with serving(DATA_DIR) as address, closing(Browser()) as browser:
            browser.look(width=1280, height=_HEIGHT)
            for name, path in (("home", "/"), ("article", f"/artikel/{article}")):
                browser.open(address + path)
                taken = browser.picture(PICTURES / f"readme-{name}.png", whole=False)
                if difference(browser, FOLDER / f"{name}.png", taken) > NOTICEABLE:
                    (FOLDER / f"{name}.png").write_bytes(taken.read_bytes())
                    sys.stdout.write(f"docs/pictures/{name}.png shows another page now; commit it\n")
    except (ArchiveError, BrowserError, OSError) as error:
        sys.stderr.write(f"pictures: {error}; run make demo SERVE=0 first\n")
        return 1
    return 0


def difference(browser: Browser, before: Path, after: Path) -> float:
    """Return the share of points that differ between two PNG, from 0 to 1; 1 where a picture isn't there."""
    if not before.is_file():
        return 1.0
    browser.open("about:blank")
    pictures = [base64.b64encode(each.read_bytes()).decode() for each in (before, after)]
    share: float = browser.value(f"{_DIFFERENCE}(...{json.dumps(pictures)})")
    return share


if __name__ == "__main__":
    sys.exit(main())
