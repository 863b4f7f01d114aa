"""A real browser on a site as it was published: headless Chromium of the system, driven by Playwright.

The site is that of the bundled samples, written by the stages of a run, without the checks and without
Prefect: neither changes a page.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from flows import stages
from flows.run_request import Checked, run_request
from flows.settings import load_settings
from tests.integration.command_line import SAMPLES
from warehouse.reference_files import load_reference
from warehouse.register import import_register

AS_OF = date(2026, 1, 15)
#: As Debian, Google and older Ubuntus call it.
PROGRAMS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-browser")
INSTALL = (
    "no Chromium that starts: sudo apt install chromium (Debian); on Ubuntu, where that package is a snap "
    "that does not start in containers, install google-chrome-stable from Google, or: "
    ".venv/bin/playwright install --with-deps chromium"
)
#: How long a page may take on a busy machine, in milliseconds.
PATIENCE = 30_000
#: The page tells when its scripts are through; a chart tells when it is drawn, or that it was not.
#: A selector, not a function: the page forbids code made from text, while it is being waited for too.
_READY = "html[data-ready='yes']:not(:has(figure[data-chart]:not([data-drawn])))"
_TELL_VIOLATIONS = """addEventListener("securitypolicyviolation",
  (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));"""


def publish_samples(home: Path) -> None:
    """Read the bundled samples into ``home`` and publish them, exports and site included."""
    import_register(home, SAMPLES / "register.csv", AS_OF)
    settings = load_settings(home=home, inboxes=(SAMPLES / "inbox",), workers=2)
    request = run_request(settings, AS_OF)
    reference = load_reference(home)
    collected = stages.collect(request)
    read = stages.read(request, reference)
    built = stages.build(request, reference, collected, read)
    unchecked = Checked(built, (), {}, (), ())
    record = stages.export(request, reference, collected, unchecked)
    stages.publish(request, collected, read, unchecked, record, {})


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium. Where none starts the test is skipped with what to install; with ``CI=true`` it
    fails."""
    with sync_playwright() as playwright:
        browser, told = _started(playwright)
        if browser is None:
            if os.environ.get("CI") == "true":
                pytest.fail(f"{INSTALL}\n{told}")
            pytest.skip(INSTALL)
        yield browser
        browser.close()


def _started(playwright: Playwright) -> tuple[Browser | None, str]:
    """The first browser that starts; else why none did. Only starting tells: a package can be a stub."""
    found = [path for path in map(shutil.which, PROGRAMS) if path is not None]
    own = playwright.chromium.executable_path
    told = []
    for path in [*found, *([own] if Path(own).is_file() else [])]:
        try:
            return playwright.chromium.launch(executable_path=path, timeout=PATIENCE), ""
        except Error as error:
            told.append(f"{path}: {error.message}")
    return None, "\n".join(told)


@dataclass(frozen=True)
class Visit:
    """A page of a browser on the site, what it asked for, and what it complained about."""

    page: Page
    site: Path
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, name: str, lang: str = "") -> Page:
        """Open a page of the site by its path (``a/b.html#anchor``) and wait until it stands as it will."""
        path, _, anchor = name.partition("#")
        query = f"?lang={lang}" if lang else ""
        self.page.goto(f"{(self.site / path).as_uri()}{query}{'#' + anchor if anchor else ''}")
        return self.settled()

    def settled(self) -> Page:
        """The page, as soon as its scripts are through and its charts drawn."""
        self.page.wait_for_selector(_READY, timeout=PATIENCE)
        return self.page

    def outside(self) -> list[str]:
        """What was asked for that is no file of the site."""
        inside = f"{self.site.as_uri()}/"
        return [url for url in self.asked if not url.startswith((inside, "data:"))]


@contextmanager
def visit(browser: Browser, site: Path, **more: Any) -> Iterator[Visit]:
    """A visitor who was never here, with nothing kept from others; ``more`` as contexts of Playwright take
    it."""
    context: BrowserContext = browser.new_context(
        **{"viewport": {"width": 1200, "height": 900}, "locale": "th-TH", **more}
    )
    try:
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_TELL_VIOLATIONS)
        page = context.new_page()
        made = Visit(page, site)
        page.on("request", lambda request: made.asked.append(request.url))
        page.on("requestfailed", lambda request: made.complaints.append(f"not loaded: {request.url}"))
        page.on("pageerror", lambda error: made.complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda message: (
                made.complaints.append(f"{page.url}: {message.text}")
                if message.type in ("error", "warning")
                else None
            ),
        )
        yield made
    finally:
        context.close()
