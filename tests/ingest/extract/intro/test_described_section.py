"""Pages that a heading describes, and lines that describe no page."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "A sluice is a gate that holds back the water of a mill."


NAMES = ("gate", "wheel", "chain")


def definition(body, title="Sluice"):
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return parse_page(page.encode(), "sluice.html").definition


def test_a_phrase_below_description_is_the_definition():
    above = "<h2>Unit</h2><p><a href=m>Mill</a></p><h2>Declaration</h2><pre>type Sluice</pre>"
    assert definition(f"{above}<h2>Description</h2><p>Opening the gate slowly</p>") == (
        "Opening the gate slowly"
    )


def test_a_described_function_is_defined_in_a_definition_list():
    use = "<dt><b>Use</b></dt><dd>...<pre>open(gate)</pre></dd>"
    keys = "<dt><b>Keys</b></dt><dd>The key gives the width.<p>slow = 1</dd>"
    body = f"<dl>{use}<dt><b>Description</b></dt><dd>{LEAD}</dd>{keys}</dl>"
    assert definition(body, "open: Open a gate") == LEAD


def test_the_part_after_the_declaration_of_a_function_defines_it():
    text = "<ul><li>Opens the gate of a mill.</ul>"
    parts = f"<h3>Format</h3><p>lag( [ gate ] )</p><h3>Function</h3>{text}"
    more = "<h3>Result</h3><p>If it is open, the width of the gate.</p><h3>Use</h3><p>Not yet.</p>"
    parts = f"<h2>LAG</h2>{parts}"
    assert definition(parts + more, "lag") == "Opens the gate of a mill."


def test_two_words_below_description_are_a_definition():
    body = "<h2>Unit</h2><p><a href=m>Mill</a></p><h2>Declaration</h2><pre>type Sluice</pre>"
    assert definition(f"{body}<h2>Description</h2><p>Water gate</p>") == "Water gate"


def test_a_description_below_another_heading_does_not_define_the_page():
    parts = "".join(f"<h3>{each}</h3><pre>open({each})</pre>" for each in ("upper", "lower"))
    assert definition(f"{parts}<h4>Description</h4><p>Opens the lower gate</p>") == ""


CLASS = (
    "<dl class='py class'><dt class='sig py' id=mill.gates.Sluice>class mill.gates.Sluice</dt>"
    "<dd>{}<dl class='py method'><dt class='sig' id=mill.gates.Sluice.lag>lag()</dt>"
    "<dd><p>Open it later than the other gates of the mill.</p></dd></dl></dd></dl>"
)


@pytest.mark.parametrize("text", ["Holds back water.", "Gate of a mill", LEAD])
def test_the_only_class_of_a_page_defines_it(text):
    assert definition(CLASS.format(f"<p>{text}</p><p>It is high.</p>")) == text


def test_text_above_the_only_class_defines_the_page():
    assert definition(f"<p>{LEAD}</p>{CLASS.format('<p>Holds back water.</p>')}") == LEAD


def test_the_first_of_two_classes_does_not_define_a_page():
    other = CLASS.format("<p>Turns in the water of a mill.</p>").replace("Sluice", "Wheel")
    assert definition(CLASS.format("<p>Holds back the water.</p>") + other) == ""


def test_heads_of_columns_are_not_a_definition():
    rows = "".join(f"<p>{each} Char 20 name of the {each} of a mill</p>" for each in NAMES)
    assert definition(f"<p>FIELD NAME TYPE LENGTH DESCRIPTION</p>{rows}") == ""


def test_a_menu_in_capitals_is_not_the_heads_of_columns():
    menu = "<table><tr><td>PARTS OF MILL: <a href=g>GATE</a> | WHEEL</td></tr></table>"
    rows = (
        "<pre>class Sluice</pre><p>Holds back the water of a mill</p><dl><dt>Author<dd>Miller</dl>"
    )
    assert definition(f"{menu}{rows}<h2>Width</h2><p>It is wide.</p>") == (
        "Holds back the water of a mill"
    )


def test_a_chinese_sentence_with_capitals_is_not_the_heads_of_columns():
    text = "在本图中，黑方可以走 A 格，走 B 格，也可以走 C 格："
    assert definition(f"<p>{text}</p><p>走 A：</p><p>走 B：</p><p>走 C：</p>") == text


def test_a_line_of_numbers_is_not_the_heads_of_columns():
    years = "<p>1901 1902 1903</p><p>Gates 3</p><p>Wheels 4</p><p>Chains 5</p>"
    assert definition(f"{years}<p>{LEAD}</p>") == LEAD


def test_the_title_after_the_name_of_the_program_is_not_a_definition():
    title = "Gates etc. & Wheels"
    assert definition(f"<p>WinMill - {title}</p><p>{LEAD}</p>", title) == LEAD


@pytest.mark.parametrize("above", ["<div>template&lt;class M&gt;</div>", ""])
def test_the_description_can_stand_below_a_declaration_and_have_a_colon(above):
    text = "Slow gate : a gate with the same or a lower speed than the others is taken"
    parts = f"<h2>Members</h2><p>open()</p><h2>Description</h2>{above}<p>{text}</p>"
    assert definition(parts, "SlowGate") == text


def test_the_description_may_be_mostly_links_with_some_words_between_them():
    links = (
        "the <a href=u>upper_gate_of_the_mill()</a> and the <a href=l>lower_gate_of_the_mill()</a>"
    )
    parts = f"<h2>Members</h2><p>open()</p><h2>Description:</h2><p>Index of the gate in {links}</p>"
    text = "Index of the gate in the upper_gate_of_the_mill() and the lower_gate_of_the_mill()"
    assert definition(parts, "Gate indexes") == text
