"""Any header Content-Type has a media type and a charset, or neither."""

import pytest

from wikisearch.ingest.html.content_type import parse_content_type

HEADERS = {
    "": ("", ""),
    "Text/HTML": ("text/html", ""),
    "text/html; charset=UTF-8": ("text/html", "utf-8"),
    "text/html;version=1; Charset = 'Latin1' ; a=b": ("text/html", "latin1"),
    'text/html; charset="': ("text/html", ""),
    "; charset=utf-8": ("", "utf-8"),
    f"text/html; charset*{'9' * 5_000}=utf-8": ("text/html", ""),
}


@pytest.mark.parametrize("header", HEADERS, ids=lambda header: header[:40])
def test_a_header_is_parsed(header):
    assert parse_content_type(header) == HEADERS[header]
