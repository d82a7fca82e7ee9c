"""Lines around the text of a page that hold no content: where it is, and when it was changed."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page

LAKE = "The lake lies between two hills, and a river leaves it in the south."
NAMES = ("brook", "canal", "delta", "fjord")


@pytest.fixture
def text_of(tmp_path):
    """Write a page beside others; return the texts of its sections."""

    def read(body, others="<p>It is {name} water.</p>", above=""):
        for name in NAMES:
            page = f"<title>{name}</title>{above}<h1>{name}</h1>{others.format(name=name)}"
            (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
        path = tmp_path / "lake.html"
        path.write_text(f"<title>Lake</title>{body}", encoding="utf-8")
        sections = wikisearch.read_page(path, source=tmp_path).sections
        return "\n".join(section.text for section in sections).strip()

    return read


@pytest.mark.parametrize(
    "end",
    [
        "<p>Last update: 16-Jan-2021</p>",
        "<p>Zuletzt geändert am 3. März 2024</p>",
        "<p>Copyright 1996-2008, the people of the lake. Picture by a friend.</p>",
        "<div>© 2020 Ada Weir</div><p>Updated on 2020-03-04</p>",
        "<table><tr><td>Ada Weir (ada@lake.example) Copyright 2004. For all.</td></tr></table>",
    ],
)
def test_the_last_lines_are_not_about_the_page_itself(text_of, end):
    assert text_of(f"<h1>Lake</h1><p>{LAKE}</p>{end}") == LAKE


@pytest.mark.parametrize(
    "end",
    [
        "<h2 id=log>Log</h2><ul><li>Updated on 2020-03-04</li></ul>",
        "<p>The mill was built on 3 May 1820.</p>",
    ],
)
def test_other_last_lines_stay(text_of, end):
    assert len(text_of(f"<h1>Lake</h1><p>{LAKE}</p>{end}").splitlines()) == 2


def test_a_page_of_nothing_else_keeps_its_copyright(text_of):
    assert text_of("<h1>Lake</h1><p>© 2020 Ada Weir</p>") == "© 2020 Ada Weir"


def test_a_page_of_repeated_lines_loses_those_about_its_file(text_of):
    foot = "<p>This document was generated on May {number}, 2023 using lakes.</p>"
    others = f"<p>It is {{name}} water.</p>{foot.replace('{number}', '3')}"
    body = f"<h1>Lake</h1><p><a href=brook.html>Brook</a></p>{foot.format(number=4)}"
    assert "generated" not in text_of(body, others)


def test_a_link_in_brackets_that_most_pages_have_is_dropped(text_of):
    table = "<h2>Depth</h2><p>{name}</p><p>[<a href=#x>hide</a>]</p><p>Deep {name}.</p>"
    body = f"<h1>Lake</h1>{table.format(name='lake')}"
    assert "hide" not in text_of(body, table)


@pytest.mark.parametrize("stop", ["", "."])
@pytest.mark.parametrize("words", ["Back to the waters", "Zurück zum Anfang", "返回首页"])
def test_a_link_back_is_not_text(words, stop):
    line = f"<p><a href=all.html>{words}</a>{stop}</p>"
    page = f"<title>Lake</title>{line}<h1>Lake</h1><p>{LAKE}</p>"
    assert [each.text for each in parse_page(page.encode(), "lake.html").sections] == [LAKE]


def test_an_item_that_begins_like_a_link_back_is_text():
    item = "<ul><li><a href=f.html>Back to the sea</a></li></ul>"
    page = f"<title>Lake</title><h1>Lake</h1><p>{LAKE}</p>{item}"
    assert "Back to the sea" in parse_page(page.encode(), "lake.html").sections[0].text


ENTRIES = "".join(
    f"<dl class=function><dt id={name}>{name}()</dt><dd><p>Opens the {name} gate.</p></dd></dl>"
    for name in ("upper", "lower", "outer")
)
NOTE = "<p>The parish of the lake owns these pages and their pictures.</p>"


def test_lines_after_a_list_of_entries_end_the_page(text_of):
    end = f"{NOTE}<p>Updated: 2026-10-13</p>"
    text = text_of(
        f"<h1>Lake</h1><p>{LAKE}</p>{ENTRIES}{end}", f"<p>It is {{name}} water.</p>{end}"
    )
    assert "Updated" not in text
    assert "parish" not in text
    assert text.startswith(LAKE)
    assert "Opens the outer gate." in text


def test_other_lines_after_a_list_of_entries_stay(text_of):
    text = text_of(f"<h1>Lake</h1><p>{LAKE}</p>{ENTRIES}<p>The river joins the sea.</p>")
    assert "The river joins the sea." in text


@pytest.mark.parametrize(
    "line",
    [
        "<div class=crumb><a href=i.html>Lakes</a> ／ Lake</div>",
        "<p class=page-crumbs><a href=i.html>Start</a> › <a href=l.html>Lakes</a> › Deep lakes</p>",
        "<p class=nav><a href=i.html>Start</a> → Lakes → La</p>",
    ],
)
def test_the_place_of_a_page_in_its_site_is_not_text(text_of, line):
    assert text_of(f"{line}<h1>Lake</h1><p>{LAKE}</p>") == LAKE


@pytest.mark.parametrize(
    "line",
    [
        "<div class=crumb>A crumb of bread for the ducks.</div>",
        "<p><a href=i.html>Start</a> → Lakes → Pond</p>",
        "<p><a href=i.html>Start</a> → Lake</p>",
    ],
)
def test_other_lines_with_such_signs_are_text(text_of, line):
    assert text_of(f"<h1>Lake shore</h1>{line}<p>{LAKE}</p>") != LAKE


@pytest.mark.parametrize(
    "words", ["lake is not found", "Item could not be found", "Bild nicht gefunden!", "图片未找到"]
)
def test_an_error_for_a_missing_picture_is_not_text(text_of, words):
    assert text_of(f"<h1>Lake</h1><p><img src=l.png alt='{words}'>{LAKE}</p>") == LAKE
    shown = f"<h1>Lake</h1><p><img src=l.png alt='{words}: a map'>{LAKE}</p>"
    assert "a map" in text_of(shown)


@pytest.mark.parametrize(
    ("top", "rest"), [("<p>Updated: 2026-10-13</p>", ""), ("", "\nUpdated: 2026-10-13")]
)
def test_a_date_at_both_ends_is_not_the_text_of_an_empty_section(text_of, top, rest):
    end = "<h2 id=parts>Parts</h2><p>Updated: 2026-10-13</p>"
    assert text_of(f"{top}<h1>Lake</h1><p>{LAKE}</p>{end}") == f"{LAKE}{rest}"


@pytest.mark.parametrize(("line", "rest"), [("id-3cb71651ed6e", ""), ("id-3cb71651ed6f", "\n{}")])
def test_a_last_line_with_the_file_of_the_page_is_not_content(tmp_path, line, rest):
    for name, text in (("id-3cb71651ed6e", LAKE), ("brook", "It is water."), ("canal", "A cut.")):
        page = f"<title>T {name}</title><h1>T {name}</h1><p>{text}</p>"
        (tmp_path / f"{name}.html").write_text(page, encoding="utf-8")
    path = tmp_path / "id-3cb71651ed6e.html"
    path.write_text(f"<title>Lake</title><h1>Lake</h1><p>{LAKE}</p><p>{line}</p>", encoding="utf-8")
    text = wikisearch.read_page(path, source=tmp_path).sections[0].text
    assert text == LAKE + rest.format(line)


def menu(*links):
    return "<p>" + "<br>".join(f"<a href='{link}.html'>{link}</a>" for link in links) + "</p>"


@pytest.mark.parametrize(
    ("top", "left"),
    [
        (menu("Waters", "Start", "the lake site"), ""),
        (menu("Waters", "Start") + "<p>A note.</p>" + menu("more"), "A note.\nmore\n"),
        (menu("North", "South"), "North\nSouth\n"),
    ],
)
def test_the_last_links_of_a_menu_above_the_title_are_not_content(text_of, top, left):
    text = text_of(f"{top}<h1>Lake</h1><p>{LAKE}</p>", above=menu("Waters", "Start", "site"))
    assert text == left + LAKE


@pytest.mark.parametrize(
    ("trail", "category"),
    [
        ("<a href=i.html>Guide</a> / <a href=w.html>Waters</a> /", "Waters"),
        ("<a href=i.html>Guide</a> &gt; <a href=w.html>Waters</a> &gt;", "Waters"),
        ("<a href=i.html>Guide</a> /", ""),
    ],
)
def test_links_with_a_sign_after_each_are_the_place_of_the_page(trail, category):
    html = f"<title>Lake</title><font>{trail}<br></font><h1>Lake</h1><p>{LAKE}</p>"
    page = parse_page(html.encode(), "lake.html")
    assert (page.category, page.sections[0].text) == (category, LAKE)


@pytest.mark.parametrize("label", ["<a href=i.html>Guide</a> :", "<a href=i.html>Guide</a> / all"])
def test_a_line_with_other_words_is_content(label):
    html = f"<title>Lake</title><h1>Lake</h1><p>{label}</p><p>{LAKE}</p>"
    assert parse_page(html.encode(), "lake.html").sections[0].text.startswith("Guide")


def test_a_pager_below_the_menu_is_dropped_at_both_ends(text_of):
    pager = "<p><a href=a.html><img alt=back></a> <a href=b.html><img alt=next></a></p>"
    body = f"{menu('Waters', 'Start')}{pager}<h1>Lake</h1><p>{LAKE}</p>{pager}"
    assert text_of(body, above=menu("Waters", "Start")) == LAKE
