"""`entry_names` takes any CSS selector, also with ancestors."""

import pytest

from wikisearch.ingest import load_profiles, parse_page

ENTRY = (
    "<dt id=t{0}><span class=kind>kind</span><em data-x=1><b>name{0}</b></em>"
    "<span class=name>name{0}</span></dt><dd>It means {0}.</dd>"
)
PAGE = f"<h1>G</h1><div class=box><dl class=g>{''.join(map(ENTRY.format, range(3)))}</dl></div>"

NAME, WHOLE = "name0", "kindname0name0"

SELECTORS = {
    ".name": NAME,
    "span.name": NAME,
    "dt > .name": NAME,
    "dl.g .name": NAME,
    ".box .g .name": NAME,
    "dl.other .name": WHOLE,
    "dd > .name": WHOLE,
    "span:last-child": NAME,
    "em": NAME,
    "em > b": NAME,
    "[data-x]": NAME,
    "span:not(.kind)": NAME,
    "[class*=nam]": NAME,
    ".kind + em": NAME,
    "dt > :nth-child(3)": NAME,
    "dl.g > dt > span:is(.name, .title)": NAME,
}


@pytest.mark.parametrize(("css", "title"), SELECTORS.items())
def test_the_name_of_an_entry_is_what_the_selector_selects(css, title, tmp_path):
    rules = f'[profiles.mine]\nentries = ["dl.g dt"]\nentry_names = ["{css}"]'
    (tmp_path / "wikisearch.toml").write_text(rules)
    page = parse_page(PAGE.encode(), "x.html", load_profiles(tmp_path))
    assert page.sections[1].title == title
