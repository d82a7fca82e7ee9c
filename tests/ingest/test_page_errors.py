"""Whatever a page contains, reading it gives a Page or raises PageError."""

import pytest

from wikisearch.errors import PageError
from wikisearch.ingest import PageInput, explain_page, inspect_page, read_page

BODY = "<title>T</title><h1>T</h1><p>Text. <a href=x.html>x</a> <a href='//['>y</a>"

PAGES = {
    "a base that is not an address": "<base href='http://['>",
    "a base with a character that no host has": "<base href='http://ex\u2100mple/'>",
    "a base longer than any address": f"<base href='http://h/{'a/' * 600}'>",
    "a refresh after a number of many digits": (
        f"<meta http-equiv=refresh content='{'9' * 5000};url=z.html'>"
    ),
    "a canonical link that is not an address": "<link rel=canonical href='http://['>",
}


@pytest.mark.parametrize("head", PAGES.values(), ids=PAGES)
def test_an_invalid_address_is_ignored(head):
    page, report = inspect_page(PageInput("a.html", f"{head}{BODY}".encode()))
    assert [link.target for link in page.links] == ["x"]
    assert not report.redirect


@pytest.mark.parametrize("zeros", ["0", "0" * 5000])
def test_a_refresh_after_no_time_is_a_redirect(zeros):
    html = f"<meta http-equiv=refresh content='{zeros}; URL=\"z.html\" '>{BODY}"
    page, report = inspect_page(PageInput("a.html", html.encode()))
    assert (page.target, report.redirect) == ("z", "z.html")


@pytest.mark.parametrize("read", [read_page, explain_page])
@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("<h1>Term</h1>", "<h1>Term</h1>…: is HTML, not the path of a file; save it"),
        ("https://example.com/a", "https://example.com/a: is a web address, not the path of"),
        ("no\0file", "file: cannot be read: "),
        ("missing.html", "missing.html: cannot be read: No such file"),
    ],
)
def test_a_wrong_path_is_reported_as_passed(read, path, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PageError) as error:
        read(path)
    assert message in str(error.value)
