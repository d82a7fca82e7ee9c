"""Every generator and skin: a page of each, and beside it what a reader would say is on it.

Elements that are not content contain "noise". The pages in `generators/generic` have no profile.
"""

import json
from pathlib import Path

import pytest

from wikisearch.ingest import PageInput, inspect_page
from wikisearch.model.page import LinkKind

FOLDER = Path(__file__).parent / "generators"
PAGES = sorted(FOLDER.rglob("*.html"))


def name_of(file):
    return file.stem


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_a_page_is_read_as_its_reader_sees_it(file):
    expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
    page, facts = inspect_page(PageInput(expected["path"], file.read_bytes()))
    assert facts.stats.profile == expected["profile"], facts.reason
    assert page.title == expected["title"]
    assert page.category == expected["category"]
    assert list(page.aliases) == expected.get("aliases", list(page.aliases))
    assert page.definition == expected["definition"]
    found = [[each.level, each.title, each.anchor, each.text] for each in page.sections]
    assert found == expected["sections"]
    links = [link for link in page.links if link.kind is not LinkKind.NAVIGATION]
    assert [f"{link.kind} {link.target}#{link.anchor}" for link in links] == expected["links"]


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_no_menu_is_read(file):
    expected = json.loads(file.with_suffix(".json").read_text("utf-8"))
    assert "noise" not in json.dumps(expected["sections"])
    page, _ = inspect_page(PageInput(expected["path"], file.read_bytes()))
    assert not [section for section in page.sections if "noise" in section.title + section.text]


def test_pages_of_unknown_generators_have_no_profile():
    files = list((FOLDER / "generic").glob("*.json"))
    found = {json.loads(file.read_text("utf-8"))["profile"] for file in files}
    assert found == {"generic"}
