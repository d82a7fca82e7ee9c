"""Sections that many pages have stay if a link can lead to them; listings keep their code."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page

LAKES = tuple(f"Lake {letter}" for letter in "ABCDEFGHIJKL")


@pytest.fixture
def titles(tmp_path):
    """Write pages with the same end; return the titles of the sections of the first one."""

    def read(end: str) -> list[str]:
        for number, name in enumerate(LAKES):
            page = f"<title>{name}</title><h1>{name}</h1><p>{name} is {number} metres deep.</p>"
            (tmp_path / f"{name}.html").write_text(page + end, encoding="utf-8")
        page = wikisearch.read_page(tmp_path / "Lake A.html", source=tmp_path)
        return [section.title for section in page.sections]

    return read


@pytest.mark.parametrize("target", ["<a name=who></a>", "<span id=who></span>"])
def test_a_target_above_the_heading_is_its_address(titles, target):
    end = f"{target}<h2>Author</h2><p>Ada Reed.</p>"
    assert titles(end) == ["Lake A", "Author"]


def test_without_an_address_it_is_dropped(titles):
    assert titles("<h2>Author</h2><p>Ada Reed.</p>") == ["Lake A"]


def test_a_listing_keeps_its_code():
    links = "".join(
        f"<div><a href=m{n}.html>Member {n} of the base class</a></div>" for n in range(60)
    )
    body = f"<h2>Members</h2>{links}<h2 id=s>Syntax</h2><pre>public class Lake : Water</pre>"
    found = parse_page(f"<title>Lake</title><h1>Lake</h1>{body}".encode(), "lake.html")
    assert [(part.title, part.text) for part in found.sections[1:]] == [
        ("Syntax", "public class Lake : Water")
    ]
