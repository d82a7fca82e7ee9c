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


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Waters {name}", "{name}"),
        ("Waters {name}", "Section 1.2 {name}"),
        ("Waters, {name}", "{name}"),
        ("{name} manual", "{name}"),
        ("水的百科{name}", "{name}"),
    ],
)
def test_words_beside_those_of_the_heading_on_most_pages_name_the_site(read, title, heading):
    page = read(f"<title>{title}</title><body><h2>{heading}</h2><p>{{text}}</p>")
    assert page.title == "Old mills"
    assert [section.title for section in page.sections] == ["Old mills"]


@pytest.mark.parametrize(
    "headings",
    [
        "<h1>Water {name}</h1><h2>{name}</h2>",
        "<h1>Water, {name}</h1><h2>{name}</h2>",
        "<h2>Use</h2>",
    ],
)
def test_words_that_headings_have_as_well_belong_to_the_name(read, headings):
    page = read(f"<title>Water {{name}}</title><body>{headings}<p>{{text}}</p>")
    assert page.title in ("Water Old mills", "Water, Old mills")


def test_an_entry_of_the_contents_is_not_the_heading_of_a_page():
    link = "<a href=l.html><span class=title>Lakes and old mills</span></a>"
    page = f"<title>old mills</title><body>{link}<h2>3.1 Old mills</h2><p>{TEXT['Old mills']}</p>"
    assert parse_page(page.encode(), "m.html").title == "old mills"


@pytest.mark.parametrize("heading", ["Part 2 Mills", "Mills Mills"])
def test_a_heading_that_only_repeats_the_title_is_not_longer(heading):
    page = f"<title>Mills</title><body><h2>{heading}</h2><p>{TEXT['Old mills']}</p>"
    assert parse_page(page.encode(), "mills.html").title == "Mills"


def test_a_title_that_another_page_shows_is_the_name_of_that_page(tmp_path):
    pages = {"mills": "<h1>Mills</h1>", "wind": "<p>Mills in wind</p>", "sea": "<p>Sea gates</p>"}
    for at, (slug, start) in enumerate(pages.items()):
        page = f"<title>Mills</title><body>{start}<p>{list(TEXT.values())[at]}</p>"
        (tmp_path / f"{slug}.html").write_text(page, encoding="utf-8")
    titles = [
        wikisearch.read_page(tmp_path / f"{each}.html", source=tmp_path).title for each in pages
    ]
    assert titles == ["Mills", "Mills in wind", "Sea gates"]


@pytest.mark.parametrize(
    "shown", ["<div>Mills</div>", "<table><tr><td>1.0</table><p class=caption>Mills"]
)
def test_a_page_that_shows_its_title_in_a_line_keeps_it(tmp_path, shown):
    for slug, start in {"mills": shown, "index": "<h1>Mills</h1>"}.items():
        page = f"<title>Mills</title><body>{start}<h2>Use</h2><p>{TEXT['Old mills']}</p>"
        (tmp_path / f"{slug}.html").write_text(page, encoding="utf-8")
    page = wikisearch.read_page(tmp_path / "mills.html", source=tmp_path)
    assert page.title == "Mills"
    assert "Mills" not in page.sections[0].text


def test_the_first_line_with_more_words_than_a_shared_title_is_the_name(read):
    line = "<a href=a.html><img src=a.gif></a> Water {name}"
    page = read(f"<title>Water</title><body><p>{line}</p><h3>Use</h3><p>{{text}}</p>")
    assert page.title == "Water Old mills"


def test_the_letters_of_an_index_do_not_name_a_page():
    page = (
        "<title>Index</title><body><h3>- mi -</h3><ul><li>mill</ul><h3>- mo -</h3><ul><li>moor</ul>"
    )
    assert parse_page(page.replace("Index", "").encode(), "index_m.html").title == "index m"


def test_a_part_of_a_title_that_all_pages_have_names_none_of_them(tmp_path):
    for name, text in TEXT.items():
        site = "Tide - The mills of the land"
        head = f"<title>{site}</title><body><header><h1>{site}</h1></header>"
        page = f"{head}<main><h1>{name}</h1><p>{text}</p></main>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    titles = [
        wikisearch.read_page(tmp_path / f"{name}.html", source=tmp_path).title for name in TEXT
    ]
    assert titles == list(TEXT)
