"""Names of pages and entries that stand among other words: sites, files, books and badges."""

import pytest

from wikisearch.ingest import parse_page

LAKE = "The lake lies between two hills, and a river leaves it in the south."


def title(head: str, body: str, path: str = "lake.html") -> str:
    page = f"<html><head><title>{head}</title></head><body>{body}<p>{LAKE}</p></body></html>"
    return parse_page(page.encode(), path).title


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("lake.md", "<h2>The lake</h2>", "The lake"),
        ("Lake.rst", "<h3>Le lac</h3>", "Le lac"),
        ("Guide > Waters > Old lake", "<h2>The lake</h2>", "The lake"),
        ("Guide » Waters » Old lake", "", "Old lake"),
        (
            "River Manual - Deep lakes",
            "<h1>River Manual Chapter 4 - Deep lakes</h1>",
            "Deep lakes",
        ),
        (
            "Manuel des eaux - Les lacs",
            "<h1>Manuel des eaux<br>Chapitre 2 : Les lacs</h1>",
            "Les lacs",
        ),
        (
            "fill method - Lake class",
            '<h1>fill method <a href="https://e.org/new">New in 3</a></h1>',
            "fill method",
        ),
        ("fill - Lake method", "<h1>fill <em>method</em></h1>", "fill method"),
        ("Lakes of the north", "<h1>Home</h1>", "Lakes of the north"),
        ("Озёра севера", "<h1>Главная</h1>", "Озёра севера"),
        ("Docs: Home", "<h1>Home</h1><h2>North</h2>", "Home"),
        ("Lake.Fill method", "<h1>Lake<i></i>Fill method</h1>", "Lake.Fill method"),
        ("Lake and fill.", "<h1>Lake and fill</h1>", "Lake and fill"),
        ("第一章 湖 ── 水の本", "<h2>岸</h2>", "第一章 湖"),
        (
            "Fill Method",
            "<h1>Lake<i>.</i><i>.</i><i>::</i><i>.</i>Fill Method</h1>",
            "Lake.Fill Method",
        ),
        ("Lake - Waters", "<h1><p dir=auto>Lake</p></h1><h2>North</h2>", "Lake"),
        ("Waters", '<h1 id="<i>x</i>"><p><i>Old lake</i></p></h1>', "Old lake"),
    ],
)
def test_title(head, body, expected):
    assert title(head, body) == expected


def test_a_file_that_is_not_that_of_the_page_is_a_title():
    assert title("setup.md", "<h2>Where it lies</h2>") == "setup.md"


def entries(body: str) -> list[tuple[str, str, str]]:
    page = f"<title>Lake</title><h1>Lake</h1><p>{LAKE}</p><h2 id=all>All</h2>{body}"
    found = parse_page(page.encode(), "lake.html").sections[2:]
    return [(section.title, section.anchor, section.text) for section in found]


NAMES = ("fill", "drain", "freeze")
SELF_LINKS = """<li class=item><div><a name='/s:4L0'></a> <a name='//m/0'></a>
<a href='#/s:4L0'>NAME</a></div><div><p>Text 0.</p></div></li>"""


def each(markup: str) -> str:
    numbered = enumerate(NAMES)
    return "".join(markup.replace("NAME", name).replace("0", f"{at}") for at, name in numbered)


@pytest.mark.parametrize(
    "markup",
    [
        SELF_LINKS,
        "<li><div><a id=x0></a><a href='#x0'>NAME</a></div><div>Text 0.</div></li>",
    ],
)
def test_a_name_that_links_to_its_own_address(markup):
    found = entries(f"<ul>{each(markup)}</ul>")
    assert [name for name, _, _ in found] == list(NAMES)
    assert [text for _, _, text in found] == [f"Text {at}." for at in range(3)]
    assert len({anchor for _, anchor, _ in found}) == len(NAMES)


def test_options_with_the_text_about_them_in_the_next_block():
    markup = (
        "<div class=row><div class=left><a name=opt-NAME></a>-NAME (of 0)</div></div>"
        "<div class=text>It is NAME.</div>"
    )
    found = entries(f"<div class=list>{each(markup)}</div>")
    assert [(name, anchor) for name, anchor, _ in found] == [(f"-{n}", f"opt-{n}") for n in NAMES]
    assert all(f"It is {name}." in text for name, (_, _, text) in zip(NAMES, found, strict=True))


def test_options_that_share_a_text():
    lines = each("<div class=row><a name=opt-NAME></a>-NAME (of 0)</div>")
    found = entries(f"<div class=list>{lines}<div class=text>They are alike.</div></div>")
    assert [name for name, _, _ in found] == [f"-{name}" for name in NAMES]
    assert "They are alike." in found[-1][2]


@pytest.mark.parametrize("sign", ["$", "@", ""])
def test_a_row_is_named_by_its_second_cell(sign):
    row = f"<tr><td id=property_NAME>protected Water</td><td>{sign}NAME</td><td>Text 0.</td></tr>"
    found = entries(f"<table>{each(row)}</table>")
    assert [(n, a) for n, a, _ in found] == [(f"{sign}{n}", f"property_{n}") for n in NAMES]
    assert all(f"Text {at}." in text for at, (_, _, text) in enumerate(found))
