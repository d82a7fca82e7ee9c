"""Siblings of one shape with addresses are sections: functions, rows, paragraphs in bold."""

import pytest

from wikisearch.ingest import parse_page

NAMES = ("keel", "mast", "sail")
LONG = "; ".join(f"plank{n}: Plank = oak" for n in range(9))


def repeat(html: str) -> str:
    return "".join(html.replace("NAME", name) for name in NAMES)


def sections(html: str):
    page = parse_page(f"<title>Boats</title><h1>Boats</h1><p>Lead.</p>{html}".encode(), "x.html")
    return [(section.title, section.anchor, section.text) for section in page.sections[1:]]


CASES = {
    "link targets that are not closed": (
        "<a name=NAME><pre>set(NAME).  % default</pre><blockquote>Sets it.</blockquote>",
        ("NAME", "NAME", "set(NAME). % default\nSets it."),
    ),
    "terms in link targets that are not closed": (
        "<a name=t-NAME-2>The NAME<blockquote>It is long.</blockquote>",
        ("The NAME", "t-NAME-2", "It is long."),
    ),
    "classes in the first row of a table": (
        (
            "<p><table class=section><tr><td colspan=2>&nbsp;<br><a name=NAME>class <b>NAME</b></a>"
            "(Part)</td></tr><tr><td>A part.</td><td>It is long.</td></tr></table></p>"
        ),
        ("NAME", "NAME", "class NAME(Part)\nA part. It is long."),
    ),
    "declarations of Pascal in a table each": (
        (
            "<p><table class=x><tr class=list><td><a href=l><img alt=Public></a></td><td><span "
            "id=NAME-Depth-></span><code>procedure <b>NAME</b>(Depth: Integer);</code></td></tr>"
            "<tr><td colspan=2><p>Sets it.</p></td></tr></table>"
        ),
        ("NAME", "NAME-Depth-", "Public procedure NAME(Depth: Integer);\nSets it."),
    ),
    "functions of Pascal in a table each": (
        (
            "<p><table class=x><tr class=list><td><a href=l><img alt=Public></a></td><td><span "
            "id=NAME></span><code>function <b>NAME</b>: Depth;</code></td></tr>"
            "<tr><td colspan=2><p>Gives it.</p></td></tr></table>"
        ),
        ("NAME", "NAME", "Public function NAME: Depth;\nGives it."),
    ),
    "tables with a title": (
        (
            "<table class='table entity' id=id-NAME><thead><tr><th id=id-NAME-1 colspan=2>The NAME"
            "</th></tr></thead><tbody><tr><td headers=id-NAME-1>Definition</td><td>It is long.</td>"
            "</tr></tbody></table>"
        ),
        ("The NAME", "id-NAME", "Definition It is long."),
    ),
    "paragraphs with a term between those that have only an address": (
        "<p><a name=NAME>NAME</a><br>It is long.<p id=more-NAME>Sailors call it so, too.</p>",
        ("NAME", "NAME", "NAME It is long.\nSailors call it so, too."),
    ),
    "a line that links to itself": (
        "<div><p class=def><a name=NAME></a><a href=#NAME>NAME</a></p></div><p>Sets it.</p>",
        ("NAME", "NAME", "Sets it."),
    ),
    "an address with a word for a list inside": (
        "<div><p class=def>(<a name=path-index-NAME></a>NAME x)</p></div><p>Sets it.</p>",
        ("NAME", "path-index-NAME", "(NAME x)\nSets it."),
    ),
    "long questions": (
        "<li><p><a name=qNAME>Why LONG NAME?</a></p><p>It is.</p></li>".replace(
            "LONG", "is it that the sailors on board believe so firmly " * 3
        ),
        (
            f"Why {'is it that the sailors on board believe so firmly ' * 3}NAME?".replace(
                "  ", " "
            ),
            "qNAME",
            "It is.",
        ),
    ),
    "divisions with a signature": (
        "<div class=member id=fn-NAME><div>NAME(length)</div><p>Sets it.</p></div>",
        ("NAME", "fn-NAME", "NAME(length)\nSets it."),
    ),
    "words that all signatures end with": (
        "<div class=member id=fn-NAME><div>NAME(length) show the code</div><p>Sets it.</p></div>",
        ("NAME", "fn-NAME", "NAME(length)\nSets it."),
    ),
    "an empty target before the name in a line": (
        "<pre class=call>void <a name=id1NAMEb></a><b>NAME</b>(int x);</pre><p>Sets it.</p>",
        ("NAME", "id1NAMEb", "void NAME(int x);\nSets it."),
    ),
    "an empty target in the first row of a table of parameters": (
        (
            "<div><table class=call><tr><td>(<a name='(def._((x)._NAME))'></a><b>NAME</b></td></tr>"
            "<tr><td>#:size</td><td>size)</td></tr></table></div><p>Sets it.</p>"
        ),
        ("NAME", "(def._((x)._NAME))", "(NAME\n#:size size)\nSets it."),
    ),
    "divisions that are only a line": (
        "<div class=line><a name=NAME></a><a href=#NAME>NAME</a> &lt;length></div><p>Sets it.</p>",
        ("NAME", "NAME", "NAME <length>\nSets it."),
    ),
    "several words in the address": (
        "<div class=line><a name='set NAME'></a>set NAME &lt;length></div><p>Sets it.</p>",
        ("set NAME", "set NAME", "set NAME <length>\nSets it."),
    ),
    "names that end with a sign": (
        "<div class=member id=m-i-NAME-3D><div>NAME=(length)</div><p>Sets it.</p></div>",
        ("NAME=", "m-i-NAME-3D", "NAME=(length)\nSets it."),
    ),
    "titles in divisions": (
        "<div class=head id=xNAME>About the NAME</div><p>Sets it.</p>",
        ("About the NAME", "xNAME", "Sets it."),
    ),
    "questions in paragraphs": (
        "<p><a name=qNAME>How high is a NAME?</a></p><blockquote>High.</blockquote>",
        ("How high is a NAME?", "qNAME", "High."),
    ),
    "parameters in marked paragraphs": (
        "<p><a name=./x:NAME></a><span class=def><b>parameter</b>: <tt>set-NAME</tt></span><p>Set.",
        ("set-NAME", "./x:NAME", "parameter: set-NAME\nSet."),
    ),
    "sections without a class": (
        "<section id=NAME><div>def NAME(length):</div><p>Sets it.</p></section>",
        ("NAME", "NAME", "def NAME(length):\nSets it."),
    ),
    "classes with a colon": (
        "<section id=NAME><div>class NAME:</div><p>A part of a boat.</p></section>",
        ("NAME", "NAME", "class NAME:\nA part of a boat."),
    ),
    "signatures in pre": (
        "<pre><span id=VALNAME>val NAME</span> : int</pre><div>Sets it.</div>",
        ("NAME", "VALNAME", "val NAME : int\nSets it."),
    ),
    "targets within a declaration": (
        "<p class=src>class Part a =&gt; <a id=t:NAME>NAME</a> a</p><div>A part.</div>",
        ("NAME", "t:NAME", "class Part a => NAME a\nA part."),
    ),
    "questions in divisions": (
        "<div class=q><b><a name=Where_is_NAME_>Where is NAME?</a></b></div>On the boat.",
        ("Where is NAME?", "Where_is_NAME_", "On the boat."),
    ),
    "a keyword that the address has as well": (
        "<div class=member id=val-NAME><div>val NAME : int</div><p>Sets it.</p></div>",
        ("NAME", "val-NAME", "val NAME : int\nSets it."),
    ),
    "names with an escaped sign": (
        "<div class=member id=method-i-NAME-3F><div>NAME?(length)</div><p>Asks it.</p></div>",
        ("NAME?", "method-i-NAME-3F", "NAME?(length)\nAsks it."),
    ),
    "calls as in Lisp": (
        "<p><a name=s-NAMEa></a><span class=f>procedure: (NAME! <i>boat</i>)</span> Sets it.</p>",
        ("NAME!", "s-NAMEa", "procedure: (NAME! boat)\nSets it."),
    ),
    "items after a link target": (
        "<li> <a name=o-NAMEa></a> <code>--NAME</code> (-K) A part of a boat.</li>",
        ("--NAME", "o-NAMEa", "(-K) A part of a boat."),
    ),
    "fields in spans": (
        "<span class=field id=field.NAME><code>NAME: Part</code></span>",
        ("NAME", "field.NAME", "NAME: Part"),
    ),
    "rows of a table": (
        "<tr id=NAME><td>NAME</td><td>A part of a boat.</td></tr>",
        ("NAME", "NAME", "A part of a boat."),
    ),
    "paragraphs in bold": (
        "<p id=g-NAME><b>The NAME:</b> A part of a boat.</p>",
        ("The NAME", "g-NAME", "A part of a boat."),
    ),
    "paragraphs after a link target": (
        "<p><a name=NAME></a><strong>NAME</strong> A part of a boat.</p>",
        ("NAME", "NAME", "A part of a boat."),
    ),
}


@pytest.mark.parametrize(("html", "expected"), CASES.values(), ids=CASES)
def test_siblings_of_one_shape_are_sections(html, expected):
    found = repeat(html)
    if found.startswith("<tr"):
        found = f"<table><tr><th>Part</th><th>Meaning</th></tr>{found}</table>"
    assert sections(found) == [
        tuple(text.replace("NAME", name) for text in expected) for name in NAMES
    ]


OTHERS = {
    "paragraphs with ids": "<p id=NAME>Each boat has one, and it is wet.</p>",
    "divisions without a class": "<div id=x-NAME><p>Menu</p><p>More about the boat.</p></div>",
    "equal first lines": "<div class=box id=NAME><p>Note</p><p>It is wet.</p></div>",
    "footnotes": "<p id=fn-NAME-1><b>NAME</b> See the boat.</p>",
    "numbered rows": "<tr id=L-NAME><td>12</td><td>The code of a boat.</td></tr>",
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_other_elements_with_ids_are_no_sections(html):
    assert sections(repeat(html)) == []


def test_a_long_signature_is_named_by_its_address():
    html = f"<dl><dt id=NAME,Plank>proc NAME({LONG}): Boat</dt><dd>Builds it.</dd></dl>"
    assert [section[:2] for section in sections(repeat(html))] == [
        (name, f"{name},Plank") for name in NAMES
    ]


def test_a_very_long_signature_of_a_division_is_named_by_its_address():
    types = ", ".join(f"part{number}: Plank[{number}]" for number in range(60))
    html = (
        "<div class=member id=NAME-0f><div class=head><div class=line>given <a>NAME</a>"
        f"({types}): Boat</div></div><div class=docs><p>Builds it.</p></div></div>"
    )
    assert [section[:2] for section in sections(repeat(html))] == [
        (name, f"{name}-0f") for name in NAMES
    ]


def test_long_paragraphs_with_ids_are_no_sections():
    html = f"<p id=NAME>The NAME of a boat {'is wet and ' * 60}dry.</p>"
    assert sections(repeat(html)) == []


def test_repeated_headings_without_an_address_are_labels():
    html = repeat("<h2 id=NAME>NAME</h2><p>Sets it.</p><h3>Returns</h3><p>A boat.</p>")
    assert sections(html) == [(name, name, "Sets it.\nReturns\nA boat.") for name in NAMES]


def test_repeated_headings_in_entries_are_labels():
    entry = "<div class=documentable id=NAME><div>def NAME(a)</div><h2>More</h2><p>Wet.</p></div>"
    assert sections("<h2 id=top>More</h2>" + repeat(entry)) == [
        ("More", "top", ""),
        *((name, name, f"def {name}(a)\nMore\nWet.") for name in NAMES),
    ]


def test_a_heading_that_stands_once_is_a_section():
    html = "<h2 id=keel>Keel</h2><p>Sets it.</p><h3>Returns</h3><p>A boat.</p>"
    assert [section[0] for section in sections(html)] == ["Keel", "Returns"]


def test_a_single_block_with_a_class_and_a_signature_is_a_section():
    html = "<div class=member id=fn-keel><div>keel(length)</div><p>Sets it.</p></div>"
    assert sections(html) == [("keel", "fn-keel", "keel(length)\nSets it.")]


def test_an_operator_has_an_address_of_numbers():
    html = "<p class=src><a id=v:-60--36--62->(&lt;$&gt;)</a> :: Part a</p><div>A part.</div>"
    assert sections(html) == [("(<$>)", "v:-60--36--62-", "(<$>) :: Part a\nA part.")]


def test_a_single_declaration_without_a_text_is_a_section():
    html = "<div class=member id=new-class-method><div>def self.new</div><br></div>"
    assert sections(html) == [("new", "new-class-method", "def self.new")]


def test_other_blocks_of_a_class_show_that_one_is_a_section():
    member = "<div class=member id=fn-NAME><div>NAME</div><p>Sets it.</p></div>"
    html = f"<div>{repeat(member)}</div><h2 id=more>More</h2>{member.replace('NAME', 'boom')}"
    assert [name for name, _, _ in sections(html)] == [*NAMES, "More", "boom"]


def test_the_forms_of_an_overloaded_function_are_sections():
    member = (
        "<div class=member id='keel(NAME)'><div>def keel(NAME: Part)</div><p>Sets it.</p></div>"
    )
    assert [name for name, _, _ in sections(repeat(member))] == ["keel"] * 3


def test_a_word_in_running_text_is_no_section():
    html = repeat("<p>Each boat has a <dfn id=NAME>NAME</dfn> and it is wet.</p>")
    assert sections(html) == []


def test_forms_of_an_entry_have_their_own_names():
    html = "<dl><dt id=keel/1>keel(boat)<dt id=keel/2>keel(boat, depth)<dd>Sets it.</dl>"
    assert [section[:2] for section in sections(html)] == [("keel", "keel/1"), ("keel/2", "keel/2")]


def test_a_list_of_terms_with_addresses_is_no_list_of_links():
    terms = "".join(
        f"<div id=K{n}><dt><a href=b.html#K{n}>K{n}</a></dt><dd><a href=s#{n}>Code</a></dd></div>"
        for n in range(40)
    )
    assert len(sections(f"<dl>{terms}</dl>")) == 40


def test_a_single_block_without_a_signature_is_no_section():
    assert sections("<div class=box id=keel><div>Keel</div><p>It is wet.</p></div>") == []


def test_source_code_in_an_entry_is_no_entry():
    method = (
        "<div class=method id=m-i-NAME-3F><div>NAME?(size)</div>"
        "<div class=code id=NAME-source><pre># boats.rb\ndef NAME size\nend</pre></div></div>"
    )
    found = sections("".join(method.replace("NAME", name) for name in NAMES[:2]))
    assert [each[:2] for each in found] == [("keel?", "m-i-keel-3F"), ("mast?", "m-i-mast-3F")]


@pytest.mark.parametrize(
    ("line", "name"),
    [("module type S = sig … end", "S"), ("val keel : wood -> boat", "keel")],
    ids=["a letter", "a value"],
)
def test_one_declaration_is_named_by_its_address(line, name):
    found = sections(f"<div class=spec id=decl-{name}><code>{line}</code></div><p>Part.</p>")
    assert [each[:2] for each in found] == [(name, f"decl-{name}")]


def test_the_lines_of_preformatted_text_are_entries_and_the_text_below_is_not_theirs():
    lines = "".join(f"<em class=def id=m{name}>make-{name}</em> size\n" for name in NAMES)
    found = sections(f"<h2 id=make>Makers</h2><pre>Call:\n{lines}</pre><p>All of them float.</p>")
    assert found == [
        ("Makers", "make", "Call:\nAll of them float."),
        *((f"make-{name}", f"m{name}", f"make-{name} size") for name in NAMES),
    ]


def test_calls_in_preformatted_text_are_entries():
    lines = "".join(f"(<em class=def id=m{name}>{name}</em> size)\n" for name in NAMES)
    found = sections(f"<h2 id=make>Makers</h2><pre>Calls:\n{lines}(deck)</pre>")
    assert found[0] == ("Makers", "make", "Calls:")
    assert found[1:3] == [(name, f"m{name}", f"({name} size)") for name in NAMES[:2]]
    assert found[3][0] == NAMES[2]


def test_the_lines_of_source_code_are_no_entries():
    lines = "".join(f"<span id=line-{at}>{name}</span> = 1\n" for at, name in enumerate(NAMES))
    assert not sections(f"<pre>{lines}</pre>")


def test_the_rules_of_a_grammar_are_no_entries():
    rules = "".join(f"<b id=token-{name}>{name}</b> ::= plank+\n" for name in NAMES)
    assert not sections(f"<pre>{rules}</pre>")


def test_buttons_side_by_side_are_no_sections():
    assert not sections(repeat("<div class=button id=bNAME>Show the NAME</div>"))


def test_a_call_in_a_box_is_an_entry_and_the_text_below_the_box_is_about_it():
    call = "<p class=call>(<a name='(def._((lib._x)._NAME-~3ewood))'></a>NAME->wood size) → wood?"
    box = f"<div><table><tr><td><div>syntax</div>{call}</table></div><div>Lays it.</div>"
    assert [(title, text) for title, _, text in sections(repeat(box))] == [
        (f"{name}->wood", f"({name}->wood size) → wood?\nLays it.{label}")
        for name, label in zip(NAMES, ("\nsyntax", "\nsyntax", ""), strict=True)
    ]


def test_values_that_nobody_described_are_entries_with_an_empty_cell():
    row = "<tr><td><a id=gNAME></a>PART_NAME</td><td></td></tr>"
    found = sections(f"<table><tr><th colspan=2>Parts</th></tr>{repeat(row)}</table>")
    assert found == [(f"PART_{name}", f"g{name}", "") for name in NAMES]


def test_a_target_in_a_line_of_code_that_does_not_name_it_declares_the_word_after_it():
    calls = ("Keel()", "void float_on(Water w)", "bool operator()(Water w)", "int _sink()")
    items = "".join(
        f"<li class=item><pre class=call>template&lt;T> {call[: call.index(name)]}"
        f"<a name=id-1_{at}-b></a><b>{call[call.index(name) :]}</b>;</pre>Part {at}.</li>"
        for at, (call, name) in enumerate(
            zip(calls, ("Keel", "float_on", "operator", "_sink"), strict=True)
        )
    )
    page = parse_page(f"<title>Keel</title><h1>Keel</h1><ol>{items}</ol>".encode(), "x.html")
    assert [(each.title, each.anchor, each.text) for each in page.sections[1:]] == [
        (name, f"id-1_{at}-b", f"template<T> {call};\nPart {at}.")
        for at, (call, name) in enumerate(
            zip(calls, ("Keel", "float_on", "operator()", "_sink"), strict=True)
        )
    ]


@pytest.mark.parametrize(
    "code",
    [
        "<pre>struct Boat { Plank <a name=x.NAME></a><b>NAME</b>; };</pre>",
        "<pre><a name=l12></a><b>NAME</b>(1);</pre>",
        "<pre>Call <a name=see-it></a>the NAME of it first</pre>",
        "<p>The <a name=NAME></a><b>NAME</b> is made of oak.</p>",
    ],
)
def test_a_target_inside_of_code_or_prose_begins_no_entry(code):
    assert not sections(repeat(f"<div>{code}</div><p>All of them float.</p>"))


def test_functions_may_be_named_as_the_parts_of_a_page_or_by_signs():
    names = {
        "index(sail)-method": ("def index(sail : Sail)", "index"),
        "each_with_index(&)-method": ("def each_with_index(&)", "each_with_index"),
        "table_of?-method": ("def table_of?", "table_of?"),
        "[]=(at:Int)-method": ("def []=(at : Int)", "[]="),
        "-:Boat-method": ("def - : Boat", "-"),
    }
    members = "".join(
        f"<div class=detail id='{address}'><div class=sign>{line}</div><p>Sets it.</p></div>"
        for address, (line, _) in names.items()
    )
    found = [(title, anchor) for title, anchor, _ in sections(members)]
    assert found == [(name, address) for address, (_, name) in names.items()]


def test_questions_in_the_items_of_a_list_are_entries_and_a_table_of_contents_is_not():
    item = "<li><p><a id=NAME{}>How high is a NAME?</a></p><blockquote>High.</blockquote></li>"
    assert sections(f"<ol>{repeat(item.format('-a'))}</ol>") == [
        (f"How high is a {name}?", f"{name}-a", "High.") for name in NAMES
    ]
    contents = "<li><p><a id=toc-NAME href=#x>The NAME</a></p><ul><li><p>Parts</p></ul></li>"
    assert not sections(f"<ul>{repeat(contents)}</ul>")


def test_one_function_on_a_page_of_inherited_links_stays_with_its_heading():
    links = "".join(f"<li><a href=p{at}>plank {at} of oak</a></li>" for at in range(60))
    detail = "<div class=detail id=new-method><div class=sign>def new(size)</div></div>"
    found = sections(f"<h2 id=all>Inherited</h2><ul>{links}</ul><h2 id=own>Details</h2>{detail}")
    assert found == [("Details", "own", ""), ("new", "new-method", "def new(size)")]


def member_rows(*names):
    return "<table>" + "".join(
        f"<tr id=_{name}><td><code>public bool</code></td><td><div><a href=#_{name}>#</a>"
        f"<code><a href=x.html#9>{name}</a>( )</code><div><p>Opens the {name} of the mill.</p>"
        f"<h4>Returns</h4><div>bool</div></div></div></td></tr>"
        for name in names
    )


def test_a_row_is_named_by_the_declaration_in_its_second_cell():
    page = parse_page(f"<h1>Mill</h1>{member_rows('gate', 'sluice', 'weir')}".encode(), "m.html")
    found = [(section.title, section.anchor) for section in page.sections if section.anchor]
    assert ("gate( )", "_gate") in found
    assert ("weir( )", "_weir") in found
    assert all(f"the {name} of" in str(page.sections) for name in ("gate", "sluice", "weir"))


@pytest.mark.parametrize("address", ["{}", "cb1-{}", "L{}"])
def test_lines_of_code_are_no_entries(address):
    lines = "".join(
        f"<span id={address.format(at)} class=l><a href=#{address.format(at)}>{at}: </a>"
        f"open(gate{at})\n</span>"
        for at in range(1, 9)
    )
    html = f"<h1>Mill</h1><p>A listing.</p><pre><code>{lines}</code></pre>"
    assert len(parse_page(html.encode(), "m.html").sections) == 1


def test_a_counted_name_in_code_is_an_entry():
    lines = "".join(f"<span id=f{at} class=f>f{at}</span>: gate {at}\n" for at in range(1, 9))
    html = f"<h1>Mill</h1><p>A listing.</p><pre>{lines}</pre>"
    anchors = [each.anchor for each in parse_page(html.encode(), "m.html").sections]
    before = ["", *(f"f{at}" for at in range(1, 9))]
    assert anchors == before


def test_a_row_begins_with_the_cell_whose_name_an_empty_target_ends():
    names = ("height", "min-height", "margin")
    rows = "".join(
        f"<tr><td><b>{name}</b> <a name={name}-prop></a></td><td>Text about it.</td></tr>"
        for name in names
    )
    found = sections(f"<h2 id=all>Properties</h2><table>{rows}</table>")
    assert found[1:] == [(name, f"{name}-prop", "Text about it.") for name in names]
    text = "A cell with so much text about the boats and what they carry that it is not a name."
    long = rows.replace("<b>", f"{text} {text}<b>")
    assert len(sections(f"<h2 id=all>Properties</h2><table>{long}</table>")) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "<td><a id=v:{0} class=def>{0}</a></td>",
        "<td class=member><p><a id=v:{0}></a>{0}</p></td>",
    ],
)
def test_two_rows_are_entries_if_their_targets_have_the_class_of_other_entries(cell):
    def table(*names):
        rows = (f"<tr>{cell.format(name)}<td>Text.</td></tr>" for name in names)
        return f"<table>{''.join(rows)}</table>"

    few = table("Up", "Down")
    both = f"<h2 id=a>Sides</h2>{table('Left', 'Right', 'Front')}<h2 id=b>Ends</h2>{few}"
    anchors = [anchor for _, anchor, _ in sections(both)]
    assert anchors == ["a", "v:Left", "v:Right", "v:Front", "b", "v:Up", "v:Down"]


def test_a_row_of_a_summary_whose_link_leads_to_the_entry_is_not_an_entry():
    rows = "".join(
        f"<tr><td><a id=link{at} href=#Boat.{name}>{name}</a></td><td>It holds.</td></tr>"
        for at, name in enumerate(NAMES)
    )
    parts = repeat("<h3><a name=Boat.NAME></a>NAME</h3><p>It holds.</p>")
    found = sections(f"<table>{rows}</table>{parts}")
    assert found == [(name, f"Boat.{name}", "It holds.") for name in NAMES]


def test_an_open_target_without_a_line_is_not_an_entry():
    assert sections("<a name=oar><h2>") == []
    assert sections("<a name=oar><b></b><h2 id=all>Boats</h2><p>They float.</p></a>") == [
        ("Boats", "all", "They float.")
    ]


def test_a_keyword_in_prose_names_no_entry():
    prose = "<p>Gates of a mill.</p><p>These gates are in the package:</p><ul><li>Lag<li>Gap</ul>"
    html = f"<h1>Package mill</h1><section><a id='package.description'></a><div>{prose}</div>"
    page = parse_page(f"<title>mill</title>{html}</section>".encode(), "mill.html")
    assert [section.title for section in page.sections] == ["Package mill"]
    assert page.definition == "Gates of a mill."
