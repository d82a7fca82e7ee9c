"""Pages of a wiki whose `<title>` is that of many pages, or the place of the page."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page

TEXT = {
    "Old mills": "A mill grinds corn with the force of water.",
    "Deep lakes": "A lake is deep if no light reaches its ground.",
    "Open gates": "A gate lets the water of a river pass.",
    "Wide rivers": "A river is wide if a child cannot throw a stone across it.",
    "Stone weirs": "A weir holds back some of the water of a river.",
    "Long canals": "A canal is a river that people have dug.",
}


@pytest.fixture
def read(tmp_path):
    """Write pages from a template, and read the first one."""

    def read_first(template, folder=""):
        root = tmp_path / folder
        root.mkdir(parents=True, exist_ok=True)
        for at, (name, text) in enumerate(TEXT.items()):
            slug = name.lower().replace(" ", "-")
            page = template.format(name=name, text=text, group=("Rules", "Plans")[at % 2])
            (root / f"{slug}.html").write_text(page, encoding="utf-8")
        return wikisearch.read_page(root / "old-mills.html", source=tmp_path)

    return read_first


def test_the_heading_with_the_name_of_the_file_is_the_title(read):
    page = read("<title>Water</title><h2>House owners</h2><h2>{name}</h2><p>{text}</p>")
    assert page.title == "Old mills"
    assert page.definition == TEXT["Old mills"]


def test_a_title_that_begins_as_many_others_stays_whole(read):
    page = read("<title>{group} - {name}</title><body><font>mills.example</font><br>{text}")
    assert page.title == "Rules - Old mills"


@pytest.mark.parametrize("title", ["Help/Water/{name}", "help/water/{name}"])
def test_the_folders_of_a_page_are_not_in_its_title(read, title):
    page = read(f"<title>{title}</title><h2>Use</h2><p>{{text}}</p>", "wiki/help/water")
    assert page.title == "Old mills"
    assert title.format(name="Old mills") in page.aliases


@pytest.mark.parametrize("title", ["Water/de", "Water/pt-BR", "Water/2", "Lakes/Old mills", "/x"])
def test_other_slashes_stay_in_a_title(title):
    page = f"<title>{title}</title><p>{TEXT['Old mills']}</p>"
    assert parse_page(page.encode(), "water/old-mills.html").title == title


def test_a_description_of_all_pages_with_one_title_is_about_the_wiki(read):
    head = "<title>Water</title><meta name=description content='All about mills and lakes.'>"
    assert read(f"{head}<h2>{{name}}</h2><ul><li>{{name}}</li></ul>").definition == ""


def test_an_h1_that_is_a_label_does_not_name_the_page(read):
    page = read("<title>{name}</title><p>{text}</p><h1>Questions:</h1><p>Is it open?</p>")
    assert page.title == "Old mills"


def test_an_address_is_not_a_definition(read):
    page = read("<title>{name}</title><p>https://x.example/?Старые_мельницы</p><p>{text}</p>")
    assert page.definition == TEXT["Old mills"]
