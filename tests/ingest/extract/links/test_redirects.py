"""A page that only leads to another is a redirect; a page that reloads itself is not."""

import pytest

from wikisearch.ingest import PageInput, Redirect, inspect_page

WORDS = "<p>" + "word " * 200


def refresh(content, around="{}"):
    return around.format(f'<meta http-equiv="refresh" content="{content}">')


LEADS = {
    "at once": (refresh("0; url=b.html"), ("dir/b", "")),
    "to a section": (refresh("0;URL='../c.html#x'"), ("c", "x")),
    "without url": (refresh("0, b.html"), ("dir/b", "")),
    "spelt otherwise": (refresh("0.5; URL = b.html").replace("refresh", "Refresh"), ("dir/b", "")),
    "after a moment": (refresh("5; url=b.html") + "<p>We have moved.", ("dir/b", "")),
    "at once, with any text": (refresh("0; url=b.html") + WORDS, ("dir/b", "")),
    "to elsewhere": (refresh("0; url=https://example.org/"), ("", "")),
    "by the wiki": (
        (
            '<meta name=generator content="MediaWiki 1.40"><div class=redirectMsg><p>Redirect to:'
            '<ul class=redirectText><li><a href="B.html#C">B</a></ul></div>'
        ),
        ("dir/B", "C"),
    ),
}


@pytest.mark.parametrize(("html", "place"), LEADS.values(), ids=LEADS)
def test_a_page_that_leads_on_is_a_redirect(html, place):
    found, facts = inspect_page(PageInput("dir/a.html", f"<title>Old name</title>{html}".encode()))
    assert isinstance(found, Redirect)
    assert (found.id, found.path, found.title) == ("dir/a", "dir/a.html", "Old name")
    assert (found.target, found.anchor) == place
    assert facts.redirect == found.url != ""


STAYS = {
    "for readers without scripts": refresh("0; url=b.html", "<noscript>{}</noscript>"),
    "loads itself": refresh("60"),
    "loads itself by name": refresh("0; url=a.html"),
    "after a long time": refresh("30; url=b.html"),
    "after a moment, with something to read": refresh("5; url=b.html") + WORDS,
    "no address": refresh("0; url="),
    "no number": refresh("soon; url=b.html"),
}


@pytest.mark.parametrize("html", STAYS.values(), ids=STAYS)
def test_a_page_that_stays_is_a_page(html):
    found, facts = inspect_page(PageInput("dir/a.html", f"<title>T</title>{html}<p>x".encode()))
    assert not isinstance(found, Redirect)
    assert facts.redirect == ""
