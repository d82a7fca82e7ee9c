"""Lines that hold no content by their form are dropped if several pages have them."""

import re

import pytest

import wikisearch

ROCKS = tuple(f"Rock{letter}" for letter in "ABCDEFGHIJKLMNOPQRST")
FEW = 3
"""Pages that have the line: fewer than most."""
MADE_FROM = (
    "<div>This page was made from the following file:<ul><li>src/<a href=s.html>{name}.c</a>"
)
TO_SOURCE = "<p><a href={name}-s.html>Go to the source code of this file.</a></p>"
LICENCE = (
    "/*",
    " * {name} was written by Ada.",
    " *",
    " * This program is free software; you can give it to others, and change it",
    " * as the licence of the quarry permits. It comes without any warranty.",
    " */",
)


@pytest.fixture
def read(tmp_path):
    """Write twenty pages, put more into a few of them, and read the first one."""

    def read_rock(more, few=FEW, before=""):
        for number, name in enumerate(ROCKS):
            top, end = (before, more) if number < few else ("", "")
            text = (
                f"<title>{name}</title><h1>{name}</h1>{top}<p>{name} has the hardness {number}.</p>"
                f"<h2 id=use>Use</h2><p>{name} is sold by weight.</p>{end}"
            )
            page = tmp_path / f"{name}.html"
            page.write_text(text.replace("{name}", name), encoding="utf-8")
        page = wikisearch.read_page(tmp_path / "RockA.html", source=tmp_path)
        return "\n".join(f"{section.title}\n{section.text}" for section in page.sections)

    return read_rock


PLAIN = "RockA\nRockA has the hardness 0.\nUse\nRockA is sold by weight."


def test_a_label_above_the_last_links_is_dropped(read):
    assert read(MADE_FROM) == f"{PLAIN}\nsrc/RockA.c"


def test_a_sentence_that_is_a_link_is_dropped(read):
    assert read("", before=TO_SOURCE) == PLAIN


def test_two_pages_may_have_the_same_line(read):
    assert "made from the following file" in read(MADE_FROM, few=2)


@pytest.mark.parametrize(
    "line",
    [
        "<p>This rock is heavy.</p>",
        "<p>Deprecated since version 2.</p>",
        "<p>See also:</p><p>Rock, stone and pebble.</p>",
        "<p><a href=w.html>Weights</a></p>",
        "<p>Throws:<p><a href=w.html>Weights</a></p>",
    ],
)
def test_other_lines_of_a_few_pages_stay(read, line):
    words = re.sub("<[^>]*>", "\n", line).split("\n")[1]
    assert words in read(line)
    assert words in read("", before=line)


def listing(path, name, lines):
    code = (*lines, f"int weight_of_{name.lower()} = 4;", f"char *name = {name};", "/* The end. */")
    rows = [f"<a id=l{at}></a>{line}\n" for at, line in enumerate((*code, *("next ();",) * 9), 1)]
    path.write_text(
        f"<title>{name}.c</title><h1>{name}.c</h1><pre>{''.join(rows)}</pre>".replace(
            "{name}", name
        ),
        encoding="utf-8",
    )


def read_listing(folder, read, lines):
    read("")
    for name in ("RockA", "RockB", "RockC", "RockD"):
        listing(folder / f"{name}_source.html", name, lines)
    return wikisearch.read_page(folder / "RockA_source.html", source=folder).sections[0].text


def test_the_licence_at_the_top_of_listings_is_dropped(read, tmp_path):
    text = read_listing(tmp_path, read, LICENCE)
    assert text.splitlines()[:3] == [
        " * RockA was written by Ada.",
        "int weight_of_rocka = 4;",
        "char *name = RockA;",
    ]


def test_code_that_listings_begin_with_stays(read, tmp_path):
    lines = ("from stones import weigh", "from stones import split", "import stones.heavy.slate")
    assert read_listing(tmp_path, read, lines).splitlines()[:3] == list(lines)


def test_listings_do_not_show_that_a_page_repeats(read, tmp_path):
    """What is a licence in a listing is a text on another page."""
    read("")
    for name in ("RockA", "RockB", "RockC"):
        listing(tmp_path / f"{name}_source.html", name, LICENCE)
    page = tmp_path / "licence.html"
    body = "".join(f"<p>{line}</p>" for line in LICENCE)
    page.write_text(f"<title>Licence</title><h1>Licence</h1>{body}", encoding="utf-8")
    assert "free software" in wikisearch.read_page(page, source=tmp_path).sections[0].text
