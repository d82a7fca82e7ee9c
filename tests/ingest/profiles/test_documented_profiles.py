"""Every example in docs/profiles.md works, and every key is documented."""

import re
import tomllib
from pathlib import Path

import pytest

from wikisearch.ingest import load_profiles, parse_page
from wikisearch.ingest.profiles.profile_schema import _SIGN_TYPES, _TYPES, ADDED
from wikisearch.model.page import LinkKind

TEXT = (Path(__file__).parents[3] / "docs/profiles.md").read_text("utf-8")
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
ROW = re.compile(r"^\| `([\w.]+)`( \+)? \| `(.*?)` \| .* \|$", re.MULTILINE)
ROWS = {key: (bool(plus), rule.replace(r"\|", "|")) for key, plus, rule in ROW.findall(TEXT)}

WORDPRESS = """<html lang=en><head><meta name=generator content="WordPress 6.5">
<title>Tea – Site</title>
<body><main><article><h1 class=entry-title>Tea</h1><p class=entry-meta>Posted on May 2 by Ann</p>
<span class=cat-links>In: <a href=drinks.html>Drinks</a></span><div class=entry-content>
<p>Tea is a drink made from leaves.</p><h2>Use</h2><p>People drink it.</p>
<div class=sharedaddy>Share this: <a href=x>X</a></div>
<h3>Related posts</h3><p><a href=coffee.html>Coffee</a></p></div></article></main>"""


@pytest.mark.parametrize("block", BLOCKS)
def test_an_example_is_accepted(block, tmp_path):
    (tmp_path / "wikisearch.toml").write_text(block, encoding="utf-8")
    load_profiles(tmp_path)


def test_the_first_example_extracts_a_page_of_wordpress(tmp_path):
    assert len(BLOCKS[0].splitlines()) == 7
    (tmp_path / "wikisearch.toml").write_text(BLOCKS[0], encoding="utf-8")
    page = parse_page(WORDPRESS.encode(), "tea.html", load_profiles(tmp_path))
    assert (page.title, page.category, page.aliases) == ("Tea", "Drinks", ())
    assert page.definition == "Tea is a drink made from leaves."
    assert [(section.title, section.text) for section in page.sections[1:]] == [
        ("Use", "People drink it."),
        ("Related posts", "Coffee"),
    ]
    assert [link.target for link in page.links if link.kind is LinkKind.RELATED] == ["coffee"]


def test_every_key_of_a_profile_is_in_the_table_with_an_example_that_is_accepted(tmp_path):
    keys = {*_TYPES, *(f"signs.{key}" for key in _SIGN_TYPES)} - {"name", "signs"}
    assert set(ROWS) == keys
    assert {key for key, (added, _) in ROWS.items() if added} == set(ADDED)
    lines = [f"{key} = {example}" for key, (_, example) in ROWS.items()]
    text = "\n".join(["[profiles.mine]", *lines])
    tomllib.loads(text)
    (tmp_path / "wikisearch.toml").write_text(text, encoding="utf-8")
    assert load_profiles(tmp_path).ordered[0].name == "mine"
