"""Which parts of a page define it: its own declaration does, a function on the page does not."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "Holds back the water of a mill until the miller opens it."


def parse(body, title="Sluice"):
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return parse_page(page.encode(), "sluice.html")


MEMBERS = "".join(
    f"<pre><span id=VAL{name}>val {name}</span> : int</pre><p>Is the {name} of this gate.</p>"
    for name in ("height", "width", "depth")
)


@pytest.mark.parametrize(
    "body",
    [
        f"<pre><span id=MODULESluice>module Sluice</span>: sig .. end</pre><p>{LEAD}</p>{MEMBERS}",
        (
            "<section class=class-description id=class-description><div class=signature>"
            f"public class Sluice extends Gate</div><p>{LEAD}</p></section>"
        ),
        (
            "<div class=description><ul><li><pre>public class Sluice</pre>"
            f"<div class=block>{LEAD}</div></li></ul></div><h3>Methods</h3><p>None.</p>"
        ),
        f"<dl><dt id=Sluice><code>Sluice</code></dt><dd></dd></dl><p>{LEAD}</p>",
        f"<p>class Sluice:</p><p>{LEAD}</p>",
        f"<p>gates&lt;water&lt; Mill &gt;&gt;</p><p>{LEAD}</p>",
        f"<div>const Gate SLUICE(4.5);</div><p>{LEAD}</p>",
    ],
    ids=["a group", "a wrapper", "one item", "one entry", "a line", "parameters", "code"],
)
def test_the_text_about_the_declaration_of_a_page_is_its_definition(body):
    assert parse(body).definition == LEAD


def test_the_declarations_after_that_of_the_page_are_entries():
    page = parse(f"<pre><span id=MODULESluice>module Sluice</span>: sig end</pre>{MEMBERS}")
    found = [(each.title, each.anchor) for each in page.sections[1:]]
    assert found == [("height", "VALheight"), ("width", "VALwidth"), ("depth", "VALdepth")]


@pytest.mark.parametrize(
    "body",
    [
        f"<h2 id=raise>raise_gate</h2><pre>void raise_gate(int steps)</pre><p>{LEAD}</p>",
        f"<h3 id=raise>raise</h3><p>gate.raise(steps) -> gate</p><h4>Description</h4><p>{LEAD}</p>",
        f"<h4 id=raise>(static, constant) raise</h4><div>{LEAD}</div>",
        "".join(
            f"<h3 id={name}>{name}</h3><h4>Description</h4><p>{LEAD}</p>"
            for name in ("Raise", "Lower", "Turn")
        ),
        (
            "<table><tr><td colspan=2><h2>Functions</h2></td></tr><tr><td>int</td>"
            f"<td><a href=g.html>raise</a> (int steps)</td></tr><tr><td></td><td>{LEAD}</td></tr>"
            "</table>"
        ),
    ],
    ids=["code below", "call below", "kind before", "equal parts", "a table"],
)
def test_the_text_about_a_function_is_no_definition_of_its_page(body):
    assert LEAD not in parse(body).definition


def test_a_section_about_the_page_can_begin_with_code():
    body = f"<h2 id=sluice>Open a sluice</h2><pre>open --gate 1</pre><p>{LEAD}</p>"
    assert parse(body).definition == LEAD


def test_a_phrase_at_the_start_of_the_first_section_is_a_definition():
    phrase = "Gate of the pond of a mill"
    body = f"<dl><dt>Defined in:</dt><dd>sluice.rb</dd></dl><h2>Overview</h2><p>{phrase}</p>"
    assert parse(body).definition == phrase


def test_a_page_with_the_code_of_its_module_has_a_definition():
    code = "\n".join(f'<a id="L-{n}"></a>line {n} of the code' for n in range(30))
    assert parse(f"<p>{LEAD}</p><div><pre>{code}</pre></div>").definition == LEAD


def test_a_phrase_in_a_division_below_the_declaration_of_the_page_is_a_definition():
    phrase = "Gate of the pond of a mill"
    body = (
        f"<div>Package mills</div><pre>class Sluice</pre><div>{phrase}</div><h2>Parts</h2><p>x</p>"
    )
    assert parse(body).definition == phrase


@pytest.mark.parametrize(
    "notes",
    [
        "<dl><dt>param:<dd><p>[out] level - The level of the water in the race.</p></dd></dl>",
        "<dl><dt>retval:<dd><ul><li><p>0 - Success; an error of the mill otherwise.</p></ul></dl>",
        "<p>Inherited from <a href=g.html>WaterGate</a>:</p>",
        "<p>This class inherits a constructor from <a href=g.html>Mills::Water::WaterGate</a></p>",
        "<p>Source position: sluice.pp line 80</p>",
        "<p>Working of the gate of a mill:</p>",
    ],
)
def test_notes_about_parameters_and_other_classes_below_a_heading_define_no_page(notes):
    assert not parse(f"<h2 id=d>Details</h2>{notes}").definition
    assert parse(f"{notes}<p>{LEAD}</p>").definition == LEAD


def test_a_sentence_before_the_labels_of_parameters_defines_the_page():
    text = f"{LEAD} :param width: in metres :param height: in metres :param wood: its kind"
    assert parse(f"<p>{text}</p>").definition == text


def test_the_text_below_the_own_declaration_defines_a_page_that_has_members_further_down():
    members = "".join(f"<dl><dt id=Sluice.{name}>int Sluice.{name}</dt></dl>" for name in "abc")
    own = "<dl><dt id=Sluice>Sluice</dt></dl>"
    assert parse(f"{own}<p>{LEAD}</p><h2 id=m>Members</h2>{members}").definition == LEAD


@pytest.mark.parametrize(
    "text",
    [
        "Holds water.",
        "Drains it!",
        "Closes a race.",
        "需要关闭水闸。",
        "水を止める。",
        "يحبس الماء.",
    ],
)
def test_a_short_sentence_below_the_title_defines_the_page(text):
    below = "<h2 id=r>Result</h2><p>The level of the water in the race of the mill.</p>"
    assert parse(f"<p>{text}</p>{below}").definition == text


@pytest.mark.parametrize(
    "text",
    ["Undocumented.", "See:", "What is it?", "Gate of oak", "参见：", "水门是什么？", "略。"],
)
def test_a_short_text_that_is_no_sentence_defines_no_page(text):
    assert not parse(f"<p>{text}</p>").definition


def test_the_first_meaning_in_a_list_defines_a_term_without_a_paragraph():
    names = "<p>ES: compuerta, I: chiusa, F: vanne, D: Schleuse, NL: sluis.</p>"
    meanings = f"<ul><li>{LEAD}</li><li>The water behind such a gate, or its weight.</li></ul>"
    assert parse(f"{names}{meanings}").definition == LEAD
    assert not parse(f"{names}<ul><li>{LEAD}</li><li>See there</li></ul>").definition


def test_a_title_with_a_name_and_what_it_does_defines_the_page():
    title = "sluice_open - Open the gate of a mill"
    assert parse("<pre>int sluice_open(int width)</pre>", title).definition == title
    assert not parse("<pre>int open(int width)</pre>", "Sluice - Overview").definition


def test_a_paragraph_in_a_list_that_has_all_of_the_page_defines_it():
    page = f"<ul><li><p>{LEAD}</p><p>Open it slowly.</p></li></ul>"
    assert parse(f"{page}<p>[4] See the plans of the mill, e.g. [INK].</p>").definition == LEAD


@pytest.mark.parametrize("kind", ["ol", "ul"])
def test_an_item_of_a_list_does_not_define_a_page(kind):
    steps = f"<{kind}><li><p>{LEAD}</p><p>Open it.</p></li><li><p>Shut it.</p></li></{kind}>"
    assert parse(steps).definition == ""
    text = "It is the only gate of the mill that has a wheel."
    assert parse(f"{steps}<h2>Use</h2><p>{text}</p>").definition == text


def test_an_item_with_the_title_defines_its_page():
    lead = "A sluice holds back the water of a mill."
    items = f"<ul><li><p>{lead}</p></li><li><p>It has a wheel, which opens it.</p></li></ul>"
    assert parse(items, "Sluice").definition == lead


def test_a_link_to_a_page_about_the_term_does_not_define_it():
    links = "<ul><li><a href=x>Sluice - Book of the mill</a></li></ul>"
    assert parse(f"<h2>Links</h2>{links}", "Sluice").definition == ""


def test_a_list_that_a_line_introduces_does_not_define_the_page():
    items = "<ul><li>the width of the gate and its height.</li><li>the wheels of it.</li></ul>"
    assert parse(f"<div>Shown here:</div>{items}").definition == ""


def test_the_text_below_a_heading_in_a_term_defines_the_page_that_it_declares():
    own = f"<dl><dt><h4 id=S>new Sluice(height)</h4></dt><dd><p>{LEAD}</p></dd></dl>"
    assert parse(own).definition == LEAD
    member = own.replace("new Sluice", "open").replace("id=S", "id=open")
    assert parse(f"<h3>Members</h3>{member}").definition == ""


@pytest.mark.parametrize("line", ["<tr><td>int *Sluice::height</td></tr>", "<pre>int height</pre>"])
def test_a_declaration_that_ends_with_the_heading_is_that_of_a_member(line):
    block = f"<table>{line}</table>" if "<tr>" in line else line
    body = f"<h2>Members</h2><h2 id=a1>height</h2>{block}<p>{LEAD}</p>"
    assert parse(body, "Sluice Struct Reference").definition == ""


def test_a_name_that_is_only_a_part_of_a_word_does_not_make_a_function_that_of_the_page():
    body = f"<h3>trace_set(Level) -> Any</h3><p>{LEAD}</p>"
    assert parse(body, title="et").definition == ""


def test_the_only_phrase_of_a_section_is_the_definition_although_it_is_a_division():
    phrase = "Main functions of the sluice"
    body = f"<h3>Module</h3><div>Sluice</div><h3>Summary</h3><div>{phrase}</div><h3>Types</h3>"
    assert parse(body).definition == phrase


def test_the_phrase_after_labels_with_values_is_the_definition():
    labels = "<div>Defined in: <a href=f>mill.py:10</a></div><div>Module: <a href=m>mill</a></div>"
    assert parse(f"{labels}<p>Opens the gate</p><h2>Methods</h2>").definition == "Opens the gate"


@pytest.mark.parametrize("block", ["<dd><p>{}</p></dd>", "<dd><div>{}</div></dd>"])
def test_the_description_of_a_link_in_an_index_is_no_definition(block):
    dd = block.format(LEAD)
    rows = "".join(f"<dt><a href={name}.html>{name}</a></dt>{dd}" for name in ("dam", "lock"))
    assert parse(f"<h2>A</h2><dl>{rows}</dl>", title="Index").definition == ""


def test_a_short_sentence_that_is_all_the_text_of_a_block_of_code_is_the_definition():
    text = "A description of special features of the sluice."
    assert parse(f"<p><b>Definition:</b></p><pre>\n   {text}\n\n</pre>").definition == text
    assert parse(f"<pre>{text}\n\nopen(gate)\n\nclose(gate)</pre>").definition == ""


def test_the_descriptions_in_a_table_of_divisions_are_about_their_links():
    names = ("dam", "lock", "weir", "mill")
    rows = "".join(
        f"<div><a href={name}.html>{name.title()}</a></div><div>{LEAD}</div>" for name in names
    )
    table = f"<div>Name</div><div>What it is</div><div><a href=gate.html>Gate</a></div>{rows}"
    assert parse(table, title="All buildings").definition == ""


def test_the_text_of_a_section_in_a_definition_list_defines_its_page():
    body = f"<dl><dt><h3>Introduction</h3></dt><dd><p>{LEAD}</p></dd></dl>"
    assert parse(body).definition == LEAD


def test_a_division_that_is_all_of_a_page_is_a_definition_only_if_it_is_a_sentence():
    assert parse("<div>No usage of the sluice of the mill</div>").definition == ""


@pytest.mark.parametrize("text", ["No description available.", "Keine Beschreibung verfügbar."])
def test_a_placeholder_for_a_description_is_no_definition(text):
    assert parse(f"<h4>Description</h4><div>{text}</div>").definition == ""


def test_a_short_sentence_in_a_block_of_code_below_a_label_is_the_definition():
    part = "<p><b>{}</b></p><pre>   {}\n</pre>"
    rest = "<p><b>VALUES</b></p><pre>open\n   of one bit\n\nshut\n   of one bit</pre>"
    body = part.format("NAME", "gate types") + part.format(
        "DESCRIPTION", "A mill has gates of two sizes."
    )
    assert parse(f"{body}{rest}").definition == "A mill has gates of two sizes."
    short = body.replace("A mill has gates of two sizes.", "Gates of all the mills.")
    assert parse(f"{short}{rest}").definition == "Gates of all the mills."
    more = body.replace("sizes.", "sizes.\n\n   Each of them is opened by a miller.")
    assert parse(f"{more}{rest}").definition == "A mill has gates of two sizes."


@pytest.mark.parametrize("title", ["Glossary", "Glossary of mills", "Mühlen Glossar", "水車用語集"])
def test_the_first_term_does_not_define_a_glossary(title):
    terms = "".join(f"<h2>{name}</h2><p>{LEAD}</p>" for name in ("Dam", "Lock", "Weir"))
    assert parse(terms, title=title).definition == ""
    intro = f"This page is the {title}, with all words of the millers."
    assert parse(f"<p>{intro}</p>{terms}", title=title).definition == intro
    assert parse(f"<h2>About</h2><p>{intro}</p>{terms}", title=title).definition == intro


def test_the_summary_of_a_listed_page_does_not_define_the_list():
    names = ("Dam", "Lock")
    listed = "".join(f"<h3><a href={name}.html>{name}</a></h3><p>{LEAD}</p>" for name in names)
    assert parse(listed, title="Tag: mills").definition == ""
    assert (
        parse(f"<h3><a href=Dam.html>Dam</a></h3><p>{LEAD}</p>", title="Tag: dams").definition == ""
    )
    beside = f"<h3><a href=Dam.html>Dam</a></h3><p>{LEAD}</p><h3>Use</h3><p>Open it.</p>"
    assert parse(beside, title="Tag: dams").definition == LEAD
    places = "".join(f"<h3><a href=x.html#{name}>{name}</a></h3><p>{LEAD}</p>" for name in names)
    assert parse(places, title="Tag: mills").definition == LEAD


@pytest.mark.parametrize("names", [("Lock", "Weir"), ("Holds",)])
def test_the_text_below_a_link_to_a_module_does_not_define_the_list(names):
    row = f"<div class=row><div><a href={{0}}.html>{{0}}</a></div><div><p>{LEAD}</p></div></div>"
    body = "<h2>Modules</h2>" + "".join(map(row.format, names))
    assert parse(body, title="API reference").definition == ""


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("<h2>Overview</h2><p>Error opening gate</p>", "Error opening gate"),
        ("<h2>Overview</h2><p>Timed out</p>", ""),
        ("<p>It fails.</p><h2>Overview</h2><p>Error opening gate</p>", "It fails."),
        ("<h2>Overview</h2><p>Error opening gate</p><h2>Use</h2><p>Open it</p>", ""),
    ],
)
def test_a_short_phrase_that_is_all_the_text_of_a_page_is_its_definition(body, found):
    assert parse(body).definition == found


def test_a_sentence_that_is_the_first_heading_defines_a_page_without_prose():
    assert parse(f"<h2>{LEAD}</h2><video src=x></video>").definition == LEAD
    assert parse("<h2>Who opens the gate of the mill?</h2><h3>When</h3>").definition == ""


def test_the_text_of_an_item_of_a_list_is_about_the_name_it_begins_with():
    item = f"<li><a href={{0}}.html><h2>{{0}}</h2><div>{LEAD}</div></a></li>"
    items = "".join(map(item.format, ("Dam", "Lock", "Weir")))
    assert parse(f"<ul>{items}</ul>", title="Buildings").definition == ""
    assert parse(f"<ul><li>class Sluice<div>{LEAD}</div></li></ul>").definition == LEAD


def test_a_link_after_a_colon_in_brackets_is_part_of_its_sentence():
    lead = "Open it to see how the gate holds (in short: <a href=w>water at the mill</a>)."
    text = lead.replace("<a href=w>", "").replace("</a>", "")
    assert parse(f"<p>{lead}</p><h2>Use</h2><p>It is heavy when it is wet.</p>").definition == text


def test_a_sentence_with_the_last_word_of_the_heading_and_a_bracket_is_not_a_declaration():
    lead = "A gate of kind One (G1) holds back the water of a mill."
    assert parse(f"<h3>Gates of kind One</h3><p>{lead}</p>", "Gates").definition == lead


@pytest.mark.parametrize(
    ("names", "address", "found"),
    [
        (("Dam", "Lock", "Weir"), "", ""),
        (("Dam", "Lock"), "", LEAD),
        (("Dam", "Lock", "Weir"), " id=x", LEAD),
    ],
)
def test_a_card_beside_others_does_not_define_its_page(names, address, found):
    card = f"<div class=card{address}><h2>{{0}}</h2><p>{LEAD}</p></div>"
    cards = "".join(map(card.format, names))
    assert parse(f"<div>{cards}</div>", title="Mills").definition == found


def test_what_follows_cards_does_not_define_a_page():
    card = "<div class=author><h3>{}</h3><div>Ann@mill.example, of the valley</div></div>"
    cards = "".join(map(card.format, ("Ann", "Bob", "Cid")))
    notice = "<p>These pages may be used by the millers of the valley.</p>"
    assert parse(f"<div>{cards}{notice}</div>").definition == ""


def test_the_text_of_an_item_with_a_list_in_it_can_be_the_definition():
    inner = "<ol><li>The wheel<p>The wheel turns as long as water falls on it.</ol>"
    assert parse(f"<ol><li><b>How it works</b><p>{LEAD}</p>{inner}</ol>").definition == LEAD


@pytest.mark.parametrize("label", ["Definition", "Definitie:", "定义"])
@pytest.mark.parametrize("value", [LEAD, f"<div><p>{LEAD}</p></div>", LEAD.rstrip(".")])
def test_the_row_that_is_called_definition_defines_the_page(label, value):
    rows = f"<tr><td>Source<td>The plans of the mills of the valley.<tr><td>{label}<td>{value}"
    body = f"<table>{rows}<tr><td>Used in<td>Many mills of the valley.</table>"
    assert parse(body).definition.rstrip(".") == LEAD.rstrip(".")
