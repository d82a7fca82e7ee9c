"""Lists of links to pages, and to files and other sites."""

import pytest

from wikisearch.ingest import parse_page

LINKS = "".join(f"<li><a href={n}.html>Term number {n}</a></li>" for n in range(40))
PROSE = "<p>The tide is measured at each lock, from the first day of the year on.</p>"


def sections(body):
    page = parse_page(f"<title>Manuals</title><body>{body}".encode(), "m.html")
    return [(section.title, section.anchor, section.text) for section in page.sections]


@pytest.mark.parametrize("heading", ["<h2>Tools</h2>", "<h2 id=t>Tools</h2>", "<h2 id=t>T</h2>"])
@pytest.mark.parametrize("prose", ["", PROSE])
def test_the_headings_of_a_list_of_pages_are_not_sections(heading, prose):
    body = f"<h1>Manuals</h1>{prose}{heading}<ul>{LINKS}</ul>"
    lead = "The tide is measured at each lock, from the first day of the year on." if prose else ""
    assert sections(body) == [("Manuals", "", lead)]


FILES = [
    f"<p><a href=f{n}.{kind}>Course {n}: how to open the gate of a lock</a></p>"
    for n, kind in enumerate(("doc", "PPT", "zip?v=2", "pdf") * 10)
]
HEAD = "<title>Course</title><body><p><center><b>COURSE</b></center></p>"


@pytest.mark.parametrize("number", [4, 40])
def test_the_names_of_files_are_text(number):
    page = parse_page((HEAD + "".join(FILES[:number])).encode(), "c.html")
    assert page.sections[0].text.count("how to open the gate") == number


def test_the_names_of_pages_are_not_text():
    pages = [file.replace(".", ".htm?") for file in FILES]
    page = parse_page((HEAD + "".join(pages)).encode(), "c.html")
    assert "how to open the gate" not in page.sections[0].text


WORKS = "".join(
    f"<li><a href=https://w{n}.example/>The gate of lock {n}</a></li>" for n in range(40)
)
MENU = "<p><a href=all.html>All the pages</a></p>"


def test_the_names_of_pages_on_other_sites_are_text():
    body = f"<h1>Works</h1>{MENU}<h2 id=b>Books</h2><ul>{WORKS}</ul>"
    page = parse_page(f"<title>Works</title><body>{body}".encode(), "w.html")
    assert page.sections[1].text.count("The gate of lock") == 40


def test_a_site_that_most_addresses_lead_to_can_be_that_of_the_wiki():
    works = WORKS.replace("https://w", "https://w.example/w")
    body = f"<h1>Works</h1>{MENU}<h2>Books</h2><ul>{works}</ul>"
    page = parse_page(f"<title>Works</title><body>{body}".encode(), "w.html")
    assert [section.text for section in page.sections] == [""]


def test_addresses_are_not_names():
    works = "".join(
        f"<li><a href=https://w{n}.example/>https://w{n}.example/</a>" for n in range(40)
    )
    page = parse_page(
        f"<title>Works</title><body><h1>Works</h1>{MENU}<ul>{works}".encode(), "w.html"
    )
    assert page.sections[0].text == ""


def test_a_page_knows_its_own_site():
    head = "<title>Works</title><link rel=canonical href=https://w.example/a/w.html>"
    items = "".join(
        f"<li><a href=https://w.example/a/{n}.html>Lock {n}</a></li>" for n in range(40)
    )
    page = parse_page(f"{head}<body><h1>Works</h1><ul>{items}</ul>".encode(), "w.html")
    assert page.sections[0].text == ""


def test_a_listing_keeps_its_lines_with_files_only():
    file = "<li><a href=gate.pdf>A drawing of the gate</a></li>"
    page = parse_page(
        f"<title>All</title><body><h1>All</h1><ul>{LINKS}{file}</ul>".encode(), "a.html"
    )
    assert page.sections[0].text == "A drawing of the gate"
