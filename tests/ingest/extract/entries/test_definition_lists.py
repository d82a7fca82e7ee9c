"""Terms of definition lists that become sections."""

import pytest

from wikisearch.ingest import parse_page


def entries(html: str, title: str = "T", generator: str = ""):
    head = f"<meta name=generator content='{generator}'>" if generator else ""
    page = parse_page(f"{head}<h1>{title}</h1><p>Lead.</p>{html}".encode(), "x.html")
    return [(each.title, each.anchor, each.text) for each in page.sections[1:]]


ABC = "<dl>{}<dd>One.</dd><dt>B</dt><dd>Two.</dd><dt>C</dt><dd>Three.</dd></dl>"
BC = [("B", "b", "Two."), ("C", "c", "Three.")]

ANCHORS = {
    "id": ("<dt id=x>A</dt>", "x"),
    "a name in it": ("<dt><a name=x></a>A</dt>", "x"),
    "a name around it": ("<dt><a name=x>A</a></dt>", "x"),
    "a span in it": ("<dt><span id=x>A</span></dt>", "x"),
    "a name between it and its definition": ("<dt>A</dt><a id=x></a>", "x"),
    "a name before it": ("<a name=x></a><dt>A</dt>", "x"),
    "none": ("<dt>A</dt>", "a"),
}


@pytest.mark.parametrize(("term", "anchor"), ANCHORS.values(), ids=ANCHORS)
def test_a_term_has_an_anchor(term, anchor):
    assert entries(ABC.format(term), "Glossary") == [("A", anchor, "One."), *BC]


A = ABC.format("<dt>A</dt>")
LONG = "<p>" + "Words that are not in any list at all. " * 20 + "</p>"
GLOSSARIES = {
    "its class": A.replace("<dl", "<dl class=glossary") + LONG,
    "the heading above it": LONG + "<h2>Terms and definitions</h2>" + A,
    "nothing else on the page": A.replace("One.", "One. " * 40),
}


@pytest.mark.parametrize("html", GLOSSARIES.values(), ids=GLOSSARIES)
def test_a_glossary_is_known_by(html):
    titles = [title for title, _, _ in entries(html)]
    assert titles[-3:] == ["A", "B", "C"]


LISTS = {
    "a list among other text": A + LONG,
    "footnotes": "<dl class='footnote brackets'><dt id=id1>1</dt><dd>Note.</dd></dl>" + LONG,
    "sentences": ABC.format("<dt id=x>" + "word " * 40 + "</dt>") + LONG,
    "fields": "<dl class=field-list><dt id=x>Author</dt><dd>Me.</dd></dl>" + LONG,
}


@pytest.mark.parametrize("html", LISTS.values(), ids=LISTS)
def test_no_glossary_is(html):
    assert entries(html) == []


def test_a_term_with_an_anchor_is_an_entry_anywhere():
    html = "<dl><dt id=opt-a>A</dt><dd>One.</dd><dt id=opt-b>B</dt><dd>Two.</dd></dl>" + LONG
    assert [entry[:2] for entry in entries(html)] == [("A", "opt-a"), ("B", "opt-b")]


def test_text_after_a_list_belongs_to_the_section_around_it():
    html = "<h2 id=s>S</h2><p>Before.</p><dl><dt id=a>A</dt><dd>One.</dd></dl><p>After.</p>"
    assert entries(html) == [("S", "s", "Before.\nAfter."), ("A", "a", "One.")]


def test_consecutive_terms_share_their_text():
    html = "<dl class=glossary><dt id=a>A<dt id=b>B<dd>Both.<dt id=c>C<dd>One.</dl>"
    assert entries(html) == [("A", "a", "Both."), ("B", "b", "Both."), ("C", "c", "One.")]


def test_entries_are_below_their_parent_section():
    html = (
        "<h2>S</h2><dl><dt id=A>class A(x)</dt><dd><p>A thing.</p>"
        "<dl><dt id=A.f>f(y)</dt><dd>Does it.</dd></dl></dd><dt id=B>B</dt><dd>Two.</dd></dl>"
    )
    page = parse_page(f"<h1>T</h1>{html}".encode(), "x.html")
    assert [(each.level, each.title, each.text) for each in page.sections[2:]] == [
        (3, "A", "class A(x)\nA thing."),
        (4, "f", "f(y)\nDoes it."),
        (3, "B", "Two."),
    ]


NAMES = {
    "hack: n., v.": "hack",
    "C++: n.": "C++",
    "f(x, y)": "f",
    "static const char *name(int)": "static const char *name(int)",
    "async def": "async def",
    "Function (routine)": "Function (routine)",
    "see: also that thing": "see: also that thing",
    "std::vector(n)": "std::vector",
}


@pytest.mark.parametrize(("text", "name"), NAMES.items())
def test_an_entry_has_the_name_of_its_term(text, name):
    html = f"<dl><dt id=x>{text}</dt><dd>One.</dd></dl>{LONG}"
    assert entries(html)[0][0] == name


def test_a_page_of_one_term_is_about_that_term():
    html = (
        "<title>hack</title><dl><dt><a name=hack></a><b>hack</b>: <i>n.</i></dt>"
        "<dd><p>A quick job that does what is needed.</p></dd></dl>"
    )
    page = parse_page(html.encode(), "H/hack.html")
    assert (page.title, len(page.sections)) == ("hack", 1)
    assert page.definition == page.sections[0].text == "A quick job that does what is needed."


OPTIONS = "<dl><dt>-s<dt>--short<dd>{0}<dt>-C[num]<dd>{0}<dt>core.eol &lt;eol&gt;<dd>{0}</dl>"


def test_a_long_list_without_addresses_is_cut_into_its_terms():
    html = "<h2 id=o>Options</h2>" + OPTIONS.format("Words of it. " * 100) + LONG * 30
    found = entries(html)
    assert [title for title, _, _ in found] == ["Options", "-s", "-C", "core.eol <eol>"]
    assert found[0][2].startswith("Words that are not in any list")
    assert found[1][2].startswith("--short\nWords of it.")


def test_a_short_list_without_addresses_stays_in_one_piece():
    html = "<h2 id=o>Options</h2>" + OPTIONS.format("Words of it. ") + LONG
    assert [title for title, _, _ in entries(html)] == ["Options"]


def test_a_long_list_of_sentences_stays_in_one_piece():
    sentence = "word " * 20
    html = f"<dl><dt>{sentence}<dd>{{0}}<dt>{sentence}<dd>{{0}}<dt>A<dd>{{0}}</dl>"
    assert entries(html.format("Words of it. " * 100) + LONG * 30) == []


def test_an_anchor_may_end_the_text_of_the_previous_term():
    html = (
        "<dl><dt id=index-alias>alias [ name ]<dd><p>One.</p><span id=index-autoload></span>\n"
        "<span id=index-functions_002c-loading></span></dd>\n<dt>autoload [ name ]<dd>Two."
        "<span id=index-_002e></span></dd><dt>. file<dd>Three.</dl>"
    )
    assert [entry[:2] for entry in entries(html + LONG)] == [
        ("alias", "index-alias"),
        ("autoload", "index-functions_002c-loading"),
        (". file", "index-_002e"),
    ]


def test_another_signature_of_a_function_is_not_a_separate_entry():
    html = (
        "<dl><dt id=index-eye>: <b>eye</b> (n)<dt id=index-eye-1>: val = <b>eye</b> (m, n)<dd>One."
        "<dt id=index-ones-1>: <b>ones</b> (n)<dd>Two.</dl>"
    )
    assert entries(html + LONG) == [
        ("eye", "index-eye", ": eye (n)\n: val = eye (m, n)\nOne."),
        ("ones", "index-ones-1", ": ones (n)\nTwo."),
    ]


def test_a_declaration_with_an_address_is_named_by_it():
    html = "<dl><dt id=val-keel>val keel : wood -> boat</dt><dd>Lays it.</dd></dl>"
    assert entries(html) == [("keel", "val-keel", "val keel : wood -> boat\nLays it.")]


def test_a_term_that_begins_as_a_declaration_does_is_a_term():
    html = "<dl><dt id=term-class-boat>class boat</dt><dd>One of a class.</dd></dl>"
    assert entries(html) == [("class boat", "term-class-boat", "One of a class.")]


@pytest.mark.parametrize(("sign", "is_entry"), [(">=", True), ("$#", True), ("*", False)])
def test_signs_with_an_address_are_a_term_and_the_mark_of_a_note_is_not(sign, is_entry):
    html = f"<dl><dt id=x>{sign}</dt><dd>One.</dd><dt id=b>B</dt><dd>Two.</dd></dl>{LONG}"
    found = [title for title, _, _ in entries(html.replace(">=<", "&gt;=<"))]
    assert found == ([sign, "B"] if is_entry else ["B"])


@pytest.mark.parametrize(("addressed", "count"), [(3, 8), (2, 0)])
def test_a_list_of_terms_needs_three_addresses(addressed, count):
    terms = "".join(
        f"<dt{f' id=x{at}' if at < addressed else ''}>Term {at}</dt><dd>Words of it.</dd>"
        for at in range(8)
    )
    assert len(entries(f"<dl>{terms}</dl>{LONG * 3}")) == count
    assert len(entries(f"<dl>{terms.replace('Term', 'word ' * 20)}</dl>{LONG * 3}")) == 0


def test_a_line_in_bold_above_a_list_of_terms_is_its_title():
    lists = "".join(
        f"<div class=terms><p><b><a name=t{at}></a>{title} operators</b></p><dl>"
        f"<dt id=a{at}>{title}-1</dt><dd>One.</dd></dl></div>"
        for at, title in enumerate(("Sum", "Bit", "Word"))
    )
    assert [entry[:2] for entry in entries(lists + LONG)][:3] == [
        ("Sum operators", "t0"),
        ("Sum-1", "a0"),
        ("Bit operators", "t1"),
    ]
