"""Pictures of the site for the documentation: the pages of the bundled samples as a browser shows them.

    .venv/bin/python -m benchmarks.site_pictures [--site HOME/site] [--into docs/pictures]

Without ``--site`` the samples are read and published first. Needs Chromium and the Thai fonts of the system
(sudo apt install chromium fonts-thai-tlwg).
"""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tests.integration.browser import chromium, publish_samples, visit

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
#: Bytes of one picture.
LARGEST = 200_000
#: Colours of a picture: what fewer take away is not seen on pages of text, tables and plain charts.
_COLOURS = 128


@dataclass(frozen=True)
class Shot:
    """A picture: what page, in which language, how wide and how high the window is in points, and
    from which place of the page on."""

    page: str
    lang: str = "th"
    width: int = 1200
    height: int = 1100
    anchor: str = ""


SHOTS = {
    "site-front": Shot("index.html", height=1500),
    "site-province": Shot("provinces/55-2566.html", height=1750),
    "site-organization": Shot("organizations/5320391.html", height=1450),
    "site-quality": Shot("quality.html", height=1000),
    "site-phone": Shot("organizations/5320391.html", lang="en", width=390, height=844),
}


def main() -> None:
    """Write all pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--site", type=Path, help="a published site; without it that of the samples is made")
    parser.add_argument("--into", type=Path, default=PICTURES, help="the folder of the pictures")
    asked = parser.parse_args()
    asked.into.mkdir(parents=True, exist_ok=True)
    with _site(asked.site) as site, chromium() as browser:
        for name, shot in SHOTS.items():
            content = _quantized(_taken(browser, site, shot))
            path = asked.into / f"{name}.png"
            path.write_bytes(content)
            print(f"{path}: {len(content):,} bytes{' (too large)' if len(content) > LARGEST else ''}")


@contextmanager
def _site(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        publish_samples(home)
        yield home / "site"


def _taken(browser: Browser, site: Path, shot: Shot) -> bytes:
    window = {"width": shot.width, "height": shot.height}
    with visit(browser, site, viewport=window, device_scale_factor=1 if shot.width > 600 else 2) as seen:
        page = seen.open(shot.page + (f"#{shot.anchor}" if shot.anchor else ""), shot.lang)
        taken: bytes = page.screenshot(animations="disabled")
        return taken


def _quantized(content: bytes) -> bytes:
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    made = io.BytesIO()
    picture.quantize(_COLOURS, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


if __name__ == "__main__":
    main()
