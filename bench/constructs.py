"""Inputs of any size that hostile or broken sources contain: text from a number of repetitions."""

from collections.abc import Callable, Mapping
from pathlib import Path
from string import punctuation

Construct = Callable[[int], str]

QUERIES: dict[str, Construct] = {
    "brackets": lambda n: "(" * n,
    "brackets in pairs": lambda n: "(" * n + "a" + ")" * n,
    "closing brackets": lambda n: ")" * n,
    "brackets and minuses": lambda n: "-(" * n + "a",
    "operators": lambda n: "a OR " * n,
    "nots": lambda n: "NOT " * n + "a",
    "minuses": lambda n: "-" * n,
    "words": lambda n: "word " * n,
    "different words": lambda n: " ".join(f"w{n:04}x{number:04}" for number in range(n)),
    "one word": lambda n: "x" * n,
    "one chain": lambda n: "x-" * n,
    "quotes": lambda n: '"' * n,
    "fields": lambda n: "title:" * n,
    "fields and minuses": lambda n: "-title:" * n + "a",
    "fields about pages": lambda n: "linksto:" * n,
    "lists": lambda n: 'in:"a"|b ' * n,
    "one list": lambda n: "linksto:" + '"a"|b|' * n,
    "lists without an end": lambda n: 'in:a|"' * n,
    "bars": lambda n: "in:" + "|" * n,
    "one phrase": lambda n: '"' + "a " * n + '"',
    "digits": lambda n: "a~" + "1" * n,
    "digits after a phrase": lambda n: '"a"~' + "1" * n + "x",
    "unknown fields": lambda n: "foo:" * n,
    "glued fields": lambda n: '"a"title:' * n,
    "stars": lambda n: "*" * n,
    "numbers": lambda n: "1." * n,
    "spaces": lambda n: " " * n,
    "marks": lambda n: "\u0301" * n,
    "letters and digits": lambda n: "gpt4" * n,
    "camelCase": lambda n: "aBc" * n,
    "Chinese": lambda n: "日本" * n,
    "accents": lambda n: "é" * n,
    "emoji": lambda n: "🙂" * n,
    "apostrophes": lambda n: "'" * n,
    "plus signs": lambda n: "C++ " * n,
    "slashes": lambda n: "a/b " * n,
    "ands": lambda n: "a AND " * n,
    "excluded words": lambda n: "-a " * n,
    "phrases": lambda n: '"a b" ' * n,
    "phrases with slop": lambda n: '"a b"~3 ' * n,
    "prefixes": lambda n: "model* " * n,
    "fuzzy words": lambda n: "modle~ " * n,
    "misspelled words": lambda n: "transfromer " * n,
    "comparisons": lambda n: "a vs " * n,
    "stop words": lambda n: "the " * n,
    "capitals": lambda n: "IT " * n,
}
"""Queries."""

_FIELDS = ("title", "alias", "section", "body", "category", "lang")
_PAGE_FIELDS = ("in", "prefix", "linksto", "linkedfrom", "morelike", "has")


def _repeated(text: str) -> Construct:
    return lambda n: text * n


for _field in (*_FIELDS, *_PAGE_FIELDS):
    QUERIES[f"{_field}:"] = _repeated(f"{_field}:gan ")

LINES: Mapping[str, Construct] = {
    "words": lambda n: "word " * n,
    "one word": lambda n: "a" * n,
    "numbers with commas": lambda n: "1,000," * n,
    "letters and digits": lambda n: "ab1.1x" * n,
    "hyphens": lambda n: "a-" * n,
    "apostrophes": lambda n: "'s" * n,
    "plus signs": lambda n: "C++" * n,
    "operators": lambda n: "operator=," * n,
    "punctuation": lambda n: ",=" * n,
    "accents": lambda n: "é" * n,
    "combining marks": lambda n: "\u0301" * n,
    "Chinese": lambda n: "日" * n,
    "surrogates": lambda n: "\ud800" * n,
}
"""Lines of text without a space, or nearly so."""

TEXTS: Mapping[str, Construct] = {
    "matches": lambda n: "cost " * n,
    "one word": lambda n: "x" * n + " cost",
    "other words": lambda n: "word " * n + "cost",
    "combining marks": lambda n: f"cost {chr(0x301) * n} cost",
    "flags": lambda n: f"cost {chr(0x1F1E9) * n} cost",
    "joined emoji": lambda n: f"cost {'👩' + chr(0x200D)} cost" * n,
    "Thai": lambda n: f"cost {'ก' * n} cost",
    "Hindi": lambda n: f"cost {'क्' * n} cost",
}
"""Texts that a snippet about `cost` is cut from."""

_HEAD = "<title>T</title><h1>T</h1>"

PAGES: dict[str, Construct] = {
    "paragraphs": lambda n: _HEAD + "<p>word word word</p>" * n,
    "sections": lambda n: _HEAD + "".join(f"<h2>Part {k}</h2><p>word</p>" for k in range(n)),
    "equal headings": lambda n: _HEAD + "<h2>Part</h2><p>word</p>" * n,
    "equal ids": lambda n: _HEAD + "<h2 id=a>Part</h2><p id=a>word</p>" * n,
    "empty headings": lambda n: _HEAD + "<h2></h2>" * n,
    "nested blocks": lambda n: _HEAD + "<div>" * n + "word",
    "nested inline tags": lambda n: _HEAD + "<b>" * n + "word",
    "nested lists": lambda n: _HEAD + "<ul><li>" * n + "word",
    "nested headings": lambda n: _HEAD + "<div><h2>x</h2>" * n + "word",
    "table cells": lambda n: _HEAD + "<table><tr>" + "<td>word" * n + "</table>",
    "table rows": lambda n: _HEAD + "<table>" + "<tr><td>word<td>word" * n + "</table>",
    "definitions": lambda n: (
        _HEAD + "<dl>" + "".join(f"<dt>Term {k}<dd>word" for k in range(n)) + "</dl>"
    ),
    "links": lambda n: _HEAD + "".join(f"<p><a href=p{k}.html>word</a>" for k in range(n)),
    "equal links": lambda n: _HEAD + "<p><a href=p.html#a>word</a>" * n,
    "links in a row": lambda n: (
        _HEAD + "<p>" + "".join(f"<a id=i{k} href=#i{k}>word</a> " for k in range(n))
    ),
    "closing tags": lambda n: _HEAD + "</div></p></b>" * n + "word",
    "comments": lambda n: _HEAD + "<!-- word -->" * n + "word",
    "open comments": lambda n: _HEAD + "<!-- word " * n,
    "entities": lambda n: _HEAD + "<p>" + "&amp;&eacute;&#x301;" * n,
    "attributes": lambda n: _HEAD + "<p " + " ".join(f"a{k}=b" for k in range(n)) + ">word",
    "classes": lambda n: _HEAD + f"<p class='{'menu ' * n}'>word",
    "one long word": lambda n: _HEAD + "<p>" + "x" * n,
    "spaces": lambda n: _HEAD + "<p>word" + " " * n + "word",
    "line breaks": lambda n: _HEAD + "<p>" + "word<br>" * n,
    "scripts": lambda n: _HEAD + "<script>x</script>" * n + "<p>word",
}

_ELEMENTS = Path(__file__).with_name("html_elements.txt").read_text(encoding="utf-8").split()
_BODY = _HEAD + "<main><p>word"


def _open(tag: str) -> Construct:
    return lambda n: _BODY + f"<{tag}>w " * n


def _nested(tag: str) -> Construct:
    return lambda n: _BODY + f"<{tag}>" * n


def _with_links(tag: str) -> Construct:
    element = f"<{tag} id=i{{0}}><a href=p{{0}}.html>w{{0}}</a></{tag}>"
    return lambda n: _BODY + "".join(map(element.format, range(n)))


def _in_headings(tag: str) -> Construct:
    return lambda n: _BODY + f"<h2>w<{tag}>w</{tag}></h2>" * n


for _tag in _ELEMENTS:
    PAGES[f"headings with {_tag}"] = _in_headings(_tag)
    PAGES[f"open {_tag}"] = _open(_tag)
    PAGES[f"nested {_tag}"] = _nested(_tag)
    PAGES[f"{_tag} with links"] = _with_links(_tag)

for _sign in punctuation:
    PAGES[f"text of {_sign}"] = _repeated(_sign)
