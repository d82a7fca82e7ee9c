"""The name of a page whose title means nothing, or that has none."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page

ROCKS = ("Quartz", "Basalt", "Gneiss", "Chalk", "Slate", "Marble")
PROSE = "It is found in the {name} quarry, where {name} was cut by hand."


def title_of(html, path="rock-q.html"):
    return parse_page(html.encode(), path).title


def read(folder, template, name, **more):
    """Write a page of each rock, and more pages, and read one."""
    pages = {rock.lower(): template.format(name=rock, low=rock.lower()) for rock in ROCKS}
    for path, html in (pages | more).items():
        file = folder / f"{path}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")
    return wikisearch.read_page(folder / f"{name}.html", source=folder)


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<big>CUT STONE</big><br>It is cut with a wet saw.", "CUT STONE"),
        ("<big>CUT STONE</big><br>See also: saws", "rock-q"),
        ("<big>It is cut wet.</big><br>The saw turns fast.", "rock-q"),
        ("<a href=s.html>CUT STONE</a><br>It is cut with a wet saw.", "rock-q"),
    ],
)
def test_the_line_above_a_sentence_is_the_title_if_nothing_else_is(html, title):
    assert title_of(f"<body>{html}") == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("rocks/index.html", "rocks"),
        ("index.html", "index"),
        ("rocks/cut_stone.html", "cut stone"),
        ("rocks/page/2/index.html", "page 2"),
    ],
)
def test_a_start_page_without_a_title_has_the_name_of_its_folder(path, title):
    assert title_of("<body><ul><li>Quartz<li>Basalt</ul>", path) == title


def test_the_letters_of_an_index_are_not_the_title():
    html = "<body><h3>- q -</h3><ul><li>quartz</ul><h3>- s -</h3><ul><li>slate</ul>"
    assert title_of(html, "rocks_q.html") == "rocks q"


def test_the_items_of_a_list_of_pages_are_not_the_title():
    items = "".join(f"<h2><a href={rock}.html>{rock}</a></h2><p>A rock." for rock in ROCKS)
    assert title_of(f"<body>{items}", "news/index.html") == "news"


@pytest.mark.parametrize(
    ("named", "lead", "title"),
    [
        ("Cut stone", "Overview", "Cut stone"),
        ("Taglio della pietra", "Introduzione", "Taglio della pietra"),
        ("Cut stone", "Table of Contents", "Cut stone"),
        ("Rocks: overview of saws", "Overview", "Overview"),
        ("", "Overview", "Overview"),
        ("Introduction", "概要", "概要"),
    ],
)
def test_the_heading_of_the_first_part_is_not_the_title(named, lead, title):
    assert title_of(f"<title>{named}</title><h1>{lead}</h1><p>It is cut wet.") == title


def test_the_document_title_is_not_the_address_of_the_heading():
    html = "<title>cut-stone</title><h1>Cut stone</h1><p>It is cut wet."
    assert title_of(html, "cut-stone.en.html") == "Cut stone"
    assert title_of(html, "c.html") == "cut-stone"


@pytest.mark.parametrize("more", ["", " <i>new</i>"])
def test_a_badge_with_a_word_of_the_site_is_not_in_the_title(tmp_path, more):
    heading = f"{{low}}_cut <b>saw</b>{more}"
    template = f"<title>{{low}}_cut | saw & Co</title><h1>{heading}</h1><p>{PROSE}"
    assert read(tmp_path, template, "slate").title == "slate_cut"


def test_the_heading_below_that_of_the_book_is_the_title():
    html = (
        "<title>cut-stone - Das Buch der Steine</title><h1>Das Buch der Steine</h1>"
        "<h1>Steine schneiden</h1><h1>7. Steine schneiden</h1><p>Man schneidet sie nass."
    )
    assert title_of(html, "cut-stone.de.html") == "Steine schneiden"
    assert title_of(html, "c.html") == "Das Buch der Steine"


NO_TITLE = (
    "<title>Rocks</title><ul><li><a href=start.html>Start</a><li><a href={low}.html>{name}</a></ul>"
    "<div class=c><h4>Found in the north</h4><p>" + PROSE + "</div>"
)


@pytest.mark.parametrize("heading", ["", "<h4>Found in the north</h4>"])
def test_a_menu_names_its_own_page(tmp_path, heading):
    template = NO_TITLE.replace("<h4>Found in the north</h4>", heading)
    assert read(tmp_path, template, "gneiss").title == "Gneiss"


def test_a_document_title_that_many_pages_have_is_not_the_name_of_one(tmp_path):
    shown = "<title>Rocks</title><div class=n>Rocks</div><h1>{name}</h1><p>" + PROSE
    two = "<title>Rocks</title><h1>Cutting</h1><p>It is cut wet.<h1>Saws</h1><p>They turn fast."
    assert read(tmp_path, shown, "cutting", cutting=two).title == "Cutting"


def test_the_start_page_has_the_title_of_the_wiki(tmp_path):
    template = "<title>Rocks</title><h1>Rocks</h1><h2>{name}</h2><p>" + PROSE
    start = "<title>Rocks</title><h1>Rocks</h1><h2>Welcome</h2><p>All rocks are here."
    assert read(tmp_path, template, "gneiss", index=start).title == "Gneiss"
    assert read(tmp_path, template, "index", index=start).title == "Rocks"


def test_the_name_before_a_bracket_on_most_pages_is_that_of_the_book(tmp_path):
    template = "<title>rocks-2: A book of rocks (Index - {name})</title><h1></h1><p>" + PROSE
    start = "<title>rocks-2: A book of rocks</title><p>All rocks are here, in six chapters."
    assert read(tmp_path, template, "slate", index=start).title == "Index - Slate"
    assert read(tmp_path, template, "index", index=start).title == "rocks-2: A book of rocks"


def test_a_letter_of_an_index_is_not_the_number_of_a_chapter(tmp_path):
    template = "<title>{name} — Rocks of the north</title><h1>{name}</h1><p>" + PROSE
    index = "<title>Index — Rocks of the north</title><h1>Index – C</h1><p>All rocks with a C."
    assert read(tmp_path, template, "index-C", **{"index-C": index}).title == "Index – C"


def test_a_title_above_the_text_of_three_pages_names_each_of_them(tmp_path):
    template = "<title>{name}</title><div>{name}</div><p>" + PROSE
    remarks = {
        f"{kind}-remark": f"<title>remark</title><div>remark</div><p>How {kind} is remarked on."
        for kind in ("saw", "stone", "wheel")
    }
    assert read(tmp_path, template, "saw-remark", **remarks).title == "remark"


def test_a_document_title_with_the_site_shows_that_an_empty_word_is_meant(tmp_path):
    template = "<title>Rocks - {name}</title><h1>{name}</h1><h2>Use</h2><p>" + PROSE
    meant = "<title>Rocks - documentation</title><h1>Documentation</h1><h2>Saws</h2><p>Wet."
    assert read(tmp_path, template, "d", d=meant).title == "Documentation"


@pytest.mark.parametrize(
    ("path", "line", "title"),
    [
        ("cutstone", "The <b>cut stone</b> (or ashlar)", "The cut stone (or ashlar)"),
        ("cut-stone", "All about cut stone", "All about cut stone"),
        ("stone", "The cut stone", "stone"),
        ("cutstone", "The cut stone was wet.", "cutstone"),
    ],
)
def test_a_first_line_with_the_words_of_the_file_is_the_title(path, line, title):
    assert title_of(f"<div><p>{line}</p><p>A <b>saw</b> of<p>stone</div>", f"{path}.html") == title


NOTEBOOK = "<h1 id=a>Cut all stones</h1>{between}<h1 id=b>Answers</h1><p>Use a wet saw.</p>"


@pytest.mark.parametrize(
    ("named", "between", "title"),
    [
        ("ch1-solEx", "", "Cut all stones"),
        ("ch1-solEx", "<p>With a saw.</p>", "ch1-solEx"),
        ("Answers 1", "", "Answers 1"),
    ],
)
def test_the_first_of_two_headings_names_a_page_called_as_its_file(named, between, title):
    page = f"<title>{named}</title><div>{NOTEBOOK.format(between=between)}</div>"
    assert title_of(page, "ch1-solEx.html") == title


@pytest.mark.parametrize(
    ("head", "line", "title"),
    [
        ("Gabbro - ryu", "Gabbro-ryu", "Gabbro-ryu"),
        ("Gabbro - Rocks", "Gabbro", "Gabbro"),
        ("Gabbro - Rocks", "Rocks", "Gabbro"),
    ],
)
def test_a_first_line_with_all_of_the_title_keeps_its_end(tmp_path, head, line, title):
    template = f"<title>{{name}}</title><p>{{name}}</p><p>{PROSE}</p>"
    page = f"<title>{head}</title><div><p>{line}</p><p>{PROSE}</p></div>"
    assert read(tmp_path, template, "gabbro", gabbro=page).title == title
