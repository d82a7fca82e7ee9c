"""Fixtures of the tests in a real Chromium.

Without one, the tests are skipped with the reason. They fail instead if WIKISEARCH_BROWSER is
`required`. WIKISEARCH_CHROMIUM is the path of a browser that is not on the PATH.
"""

import os
import shutil

import pytest
from playwright.sync_api import sync_playwright

from tests.server.browser.visits import Visits

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def missing(reason):
    """Skip, or fail where the browser is required."""
    if os.environ.get("WIKISEARCH_BROWSER") == "required":
        pytest.fail(f"WIKISEARCH_BROWSER is required, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="module")
def browser():
    """Chromium, without a window."""
    path = os.environ.get("WIKISEARCH_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
    if not path:
        missing(f"there is no {' or '.join(NAMES)}")
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture
def visits(browser, client):
    """Visits to the bundled wiki; a page may have no fault."""
    visits = Visits(browser, str(client.base_url).rstrip("/"))
    yield visits
    visits.close()
    assert not visits.faults
