"""The definition of a page: the first sentence about its term."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "A sluice is a gate that holds back the water of a mill."


def parse(body, head=""):
    page = f"<html><head><title>Sluice</title>{head}</head><body>{body}</body></html>"
    return parse_page(page.encode(), "sluice.html")


@pytest.mark.parametrize(
    "line",
    [
        "<p>Reading time: 12 minutes</p>",
        "<p>时长：30 分钟 | 前置：第二课 | 词条：16 个 | 元素：14 个</p>",
        "<p>TODO how many gates a mill has, and who opens them.</p>",
        "<p>Lesezeit: etwa 4 Minuten</p>",
        "<p>Zuletzt bearbeitet am 3. Mai 2021 von der Redaktion.</p>",
        "<p>Updated 2023-04-05 by the millers of the valley.</p>",
        "<p>© 1999 The Millers. All rights are reserved by them.</p>",
        "<p>Plans of the mill (c) millsoft.</p>",
        "<p>Version 4.5.6 for all supported systems</p>",
        "<p><a href=a>One page</a> | <a href=b>Another page</a> | <a href=c>A third page</a></p>",
        "<p>You are here: <a href=a>Mills</a>, <a href=b>Water</a>.</p>",
        "<p>Posted on 3 May 2021 by <a href=m>miller</a></p>",
        "<p>Released on September 25th, 2021</p>",
        "<p>Opened for the mill on May 2nd 2021</p>",
        "<div>Share this with other millers:</div>",
        "<div>org.mill.Water<div>org.mill.Sluice and others</div></div>",
        "<p>New in version 3.14.</p>",
        "<p>This manual is free software; you may copy it.</p>",
        "<p>Unless required by applicable law, mills come without any warranty at all.</p>",
        "<p>Este manual es software libre; puede copiarlo quien quiera.</p>",
        "<p>This is distributed in the hope that it will be useful.</p>",
        "<p>by Ann Miller (ann.miller@mill.example)</p>",
        "<p>Neu in Version 3.14.</p>",
        "<p>Available on mill wheels and target feature water only.</p>",
        "<p>Stability: 2 - Stable enough for mills.</p>",
        "<div>Definition at line 35 of file sluice.h.</div>",
        "<div>// The gates of a mill are opened here.</div>",
        "<div>* This is the header of the gates.</div>",
        "<p>Sluice is Copyright (C) 1989-2022 by the millers of the valley.</p>",
        "<p>ES: compuerta, I: chiusa, F: vanne, D: Schleuse.</p>",
        "<p>It is set with</p><pre>gate = on</pre><p>in your file of gates and wheels.</p>",
        "<p>Sluice</p>",
        "<p>Authors: A. Miller and others, of the valley.</p>",
        "<p>mill::water::gates::Sluice</p>",
        "<p>(The plans of this gate are in the folder of the mill.)</p>",
        "<div>Plans of mills:</div>",
        "<p>[Unfold all gates] [Fold all gates]</p>",
        '<div class="code">Require the wheels of the mill.<br>Open the gate of the mill.</div>',
        "<table><tr><td>Gate</td></tr></table><p>on the side of the mill with the wheel.</p>",
        "<p>Mills of the valley · Water · Chapter 4 of 9</p>",
        "<p>How does a mill work if the river is low and nobody opens its gate?</p>",
        "<p class=lead>How does a mill work if nobody opens its gate?</p>",
        "<table><tr><td>Created by a miller on a long day.</td></tr></table>",
    ],
)
def test_metadata_before_the_first_sentence_is_no_definition(line):
    assert parse(f"<h1>Sluice</h1>{line}<p>{LEAD}</p>").definition == LEAD


@pytest.mark.parametrize(
    "line",
    [
        "<p>Opened on 3 May. Law No. 7, 1987년 10월 29일, all of it new.</p>",
        "<p>The following 4 pages are in this category, out of 4 total.</p>",
        "<p>Las siguientes 4 páginas pertenecen a esta categoría, de un total de 4.</p>",
        "<p>このカテゴリには 4 ページが含まれており、そのうち以下の 4 ページを表示しています。</p>",
        "<p>No higher resolution available.</p>",
        "<p>There is currently no text in this page. You can search for its title.</p>",
        "<p>Diese Seite enthält momentan noch keinen Text.</p>",
        "<p>Taille de cet aperçu : 600 × 400 pixels. Autres tailles de la vanne.</p>",
        "<p>Published as “Gates” in the Journal of Mills and Gates of the Valley, No. 4.</p>",
        "<p>Translated from the French by A. Miller, who has a mill.</p>",
        "<p>If the file has been modified from its original state, it may be wrong.</p>",
        "<p>TODO: write more about the gates of the mill.</p>",
        "<p>Deprecated. Use the gate of the mill instead.</p>",
        "<div>Deprecated.<div>Use the gate of the mill instead. Since 2.4.</div></div>",
        "<div>非推奨です。<div>Use the gate of the mill instead. Since 2.4.</div></div>",
        "<div><a href=g>Gate_(open).png</a> (222 × 331 pixels, file size: 5 KB, type: png)</div>",
        "<p>And now the gate is open...</p>",
        "<p>WARNING!</p><p>Keep your hands away from the wheel of the mill.</p>",
        "<div>¡ADVERTENCIA!</div><div>No ponga las manos en la rueda del molino.</div>",
        "<p>Revision 1.2 2002/09/05 00:00:00 miller [change] The gate is made of oak.</p>",
        "<p>Except where otherwise noted, this mill is licensed under the law of the valley.</p>",
        "<p>Ces plans sont distribués sous une Licence Creative Commons Attribution 4.0.</p>",
        "<p>本手册在知识共享（Creative Commons）署名许可协议下发布，欢迎分享。</p>",
        "<p>HRESULT open_gate([in] long* gate, [in] double height);</p>",
        "<p>int mill::open(Gate *gate, int height)</p>",
        '<p>[ Description ( blurb = "How high the gate is." ) ]</p>',
        "<p>public Gate? upper { get; }</p>",
        "<p>The Mill Window System is a trademark of The Open Valley.</p>",
        "<p>所有提到的名称均为其所有者的注册商标，特此声明。</p>",
        "<p>Figure 2.1. The gates of a mill and their wheels</p>",
        "<p>Abbildung 3: Die Tore einer Mühle.</p>",
        "<p>10,23 &gt; 9,85; 3,759 &lt; 3,81; 0,5 = 0,50.</p>",
        "<p>Sofern nicht anders angegeben, stehen diese Pläne unter der Lizenz des Tals.</p>",
        "<p>Should you have questions about the mill, write to the miller of the valley.</p>",
        "<p>Version: 13.3.2 of the old mill.</p>",
        "<p>Kind: gate<br>Made of: oak<br>Owners: Miller, Smith, Baker, or the village.</p>",
    ],
)
def test_a_line_before_a_sentence_without_the_title_is_not_the_definition(line):
    lead = "It holds back the water of a mill."
    assert parse(f"<h1>Sluice</h1>{line}<p>{lead}</p>").definition == lead


@pytest.mark.parametrize(
    "body",
    [
        f"<h2>Overview</h2><p>{LEAD}</p>",
        f"<h2>Synopsis</h2><pre>class Sluice extends Gate</pre><h2>About</h2><div>{LEAD}</div>",
        f"<div>class Sluice</div><div>extends the class Gate</div><div>{LEAD}</div>",
        f"<h3>Box</h3><h4>Age</h4><div>Old</div><h4>Place</h4><div>Mill</div><p>{LEAD}</p>",
    ],
)
def test_the_definition_is_found_below_headings_and_in_divisions(body):
    assert parse(f"<h1>Sluice</h1>{body}").definition == LEAD


@pytest.mark.parametrize(
    "lead",
    [
        "水闸是一种控制水流的建筑物。",
        "ประตูน้ำเป็นโครงสร้างที่ควบคุมการไหลของน้ำ ซึ่งใช้กันมานาน.",
        "水門は水の流れを調節するための門である。",
        "जलद्वार एक ऐसा द्वार है जो पानी को रोकता है।",
    ],
)
def test_a_sentence_of_any_script_is_a_definition(lead):
    assert parse(f"<h1>Sluice</h1><p>2021-05-03</p><h2>一</h2><p>{lead}</p>").definition == lead


def test_a_sentence_about_the_term_can_have_a_date():
    lead = "The sluice was opened on 3 May 1921."
    assert parse(f"<h1>Sluice</h1><p>{lead}</p><p>{LEAD}</p>").definition == lead


def test_a_page_without_a_sentence_takes_the_description_of_its_head():
    head = f'<meta name="description" content="{LEAD}">'
    assert parse("<h1>Sluice</h1><pre>open(sluice)</pre>", head).definition == LEAD


def test_a_line_of_versions_is_no_text_of_the_page():
    line = "<p>Versions: <a href=1>1.0</a>, <a href=2>2.0</a>, <a href=d>latest</a></p>"
    page = parse(f"<h1>Sluice</h1>{line}<p>{LEAD}</p>")
    assert page.sections[0].text == LEAD


@pytest.mark.parametrize(
    "line",
    ["sluice - gate of a mill", "Sluice — holds back the water", "sluice(1) -- opens gates"],
)
def test_the_line_with_the_title_and_a_dash_is_the_definition(line):
    body = f"<h1>Sluice</h1><h2>Name</h2><p>{line}</p><h2>About</h2><p>{LEAD}</p>"
    assert parse(body).definition == line


def test_a_paragraph_with_a_sentence_is_a_definition_whatever_it_ends_with():
    lead = f"{LEAD} The millers open it as follows:"
    page = parse(f"<h1>Sluice</h1><p>{lead}</p><pre>open</pre><p>Another gate is a weir.</p>")
    assert page.definition == lead


def test_a_sentence_that_begins_with_the_title_comes_before_a_note_above_it():
    note = "<p>These pages belong to the millers of the valley.</p>"
    lead = "The sluice holds back the water of a mill."
    assert parse(f"<h1>Sluice</h1>{note}<p>{lead}</p>").definition == lead


def test_a_sentence_after_the_rows_of_a_table_is_no_definition():
    rows = "<div>Type</div><div>Name</div><div>Text</div><div>Water</div><div>open()</div>"
    page = parse(f"<h1>Sluice</h1><h2>Methods</h2>{rows}<div>Opens a gate by hand.</div>")
    assert page.definition == ""


def test_the_number_of_a_figure_ends_no_sentence():
    caption = "<p>Figure 17.288. “Sluice” at a mill in the valley</p>"
    assert parse(f"<h1>Sluice</h1>{caption}<p>{LEAD}</p>").definition == LEAD


def test_a_manual_page_in_one_block_has_its_name_line_as_definition():
    block = "SLUICE(1)      Mills      SLUICE(1)\n\nNAME\n   sluice - opens the gate of a mill"
    assert parse(f"<pre>{block}</pre>").definition == "sluice - opens the gate of a mill"


def test_the_name_section_of_a_manual_page_has_definition_and_other_names():
    body = "<pre>SLUICE(3)</pre><h2>NAME</h2><pre>  gate, wgate - open a gate\n  of a mill</pre>"
    page = parse(f"<h1>gate 3x</h1>{body}<h2>NOTES</h2><p>A gate is heavy when it is wet.</p>")
    assert page.definition == "gate, wgate - open a gate of a mill"
    assert page.aliases == ("gate", "wgate")


def test_a_function_does_not_define_its_page():
    assert (
        parse("<h1>Sluice</h1><h2>open(gate)</h2><p>Opens the gate of a mill.</p>").definition == ""
    )


def test_the_declaration_of_the_page_itself_is_no_section():
    html = f"<h1>Sluice</h1><pre><span id=MSluice>module Sluice</span>: sig</pre><p>{LEAD}</p>"
    page = parse(html)
    assert (len(page.sections), page.definition) == (1, LEAD)


def test_an_address_at_the_end_of_a_sentence_is_no_label_with_links():
    lead = "A sluice holds back the water of a mill, and is described at <a href=x>https://mill.example.org/water/sluice/</a>."
    assert parse(f"<h1>Sluice</h1><p>{lead}</p>").definition.startswith("A sluice")


@pytest.mark.parametrize(
    "line",
    [
        "Also known as penstock or water gate.",
        "Auch bekannt als: penstock, water gate",
        "Aliases: penstock · water gate",
    ],
)
def test_other_names_are_aliases_and_no_definition(line):
    page = parse(f"<h1>Sluice</h1><p>{line}</p><p>{LEAD}</p>")
    assert page.definition == LEAD
    assert page.aliases == ("penstock", "water gate")
    assert page.sections[0].text == LEAD


def test_a_link_to_more_on_the_same_page_is_no_text():
    page = parse(f"<h1>Sluice</h1><p>{LEAD} <a href=#details>More...</a></p>")
    assert page.definition == LEAD


def test_a_sentence_in_lower_case_after_a_label_is_a_definition():
    lead = "sluice is a library that opens the gates of a mill:"
    label = "<p>Source code: <a href=x>Lib/sluice/__init__.py</a></p>"
    assert parse(f"<h1>sluice — gates</h1>{label}<p>{lead}</p>").definition == lead


def test_a_long_list_of_links_before_the_first_sentence_is_skipped():
    links = "".join(f"<div><a href=c{n}.html>Chapter {n} of the mill</a></div>" for n in range(60))
    page = parse(f"<h1>Sluice</h1>{links}<p>{LEAD}</p><h2>Use</h2><p>Millers open it daily.</p>")
    assert page.definition == LEAD


@pytest.mark.parametrize(
    "body",
    [
        "<h2>Members</h2><ul><li><a href=w>wheel</a><p>Turns the stones of the mill.</p></ul>",
        "<div>Part<div>About</div><a href=w>Wheel</a><div>Turns the stones of a mill.</div></div>",
        "<dl><dt id=open>open</dt><dd>Opens it.</dd></dl><p>The same for all gates of a mill.</p>",
    ],
    ids=["list", "table of divisions", "after entries"],
)
def test_a_sentence_about_a_part_is_no_definition(body):
    assert not parse(f"<h1>Sluice</h1>{body}").definition


def test_a_module_has_the_short_line_above_its_entries_as_definition():
    body = "<h1>Sluice</h1><p>Water gate</p><dl><dt id=open>open</dt><dd>Opens the gate.</dd></dl>"
    assert parse(body).definition == "Water gate"


@pytest.mark.parametrize(
    "prose",
    [
        ("A sluice holds back the", "water of a mill. It is a gate."),
        ("Шлюз это сооружение, которое", "управляет потоком воды в реке и в канале. Он мал."),
        ("水闸是一种用来控制水流的建筑物，", "通常建在河流或渠道上，也用于磨坊。"),
        ("ประตูน้ำคือสิ่งก่อสร้างที่ใช้ควบคุม", "การไหลของน้ำในแม่น้ำและลำคลอง ใช้กับโรงสี."),
    ],
)
def test_plain_text_has_its_first_paragraph_of_prose_as_definition(prose):
    text = "   sluice.txt   1.0\n\n{}\n{}\n\n$ x".format(*prose)
    assert parse(f"<h1>Sluice</h1><pre>{text}</pre>").definition == " ".join(prose)


def test_a_sentence_that_is_mostly_a_link_is_a_definition():
    text = "Header of the <a href=c>water::gates::sluices::Sluice</a> class."
    definition = parse(f"<h1>sluice.h</h1><p>{text}</p><p>It has more.</p>").definition
    assert definition == "Header of the water::gates::sluices::Sluice class."


def test_a_comment_in_a_listing_of_source_code_is_no_definition():
    comment = "<div><a id=l{0:05}></a>The gates of this mill are opened by hand.</div>"
    assert not parse("<h1>sluice.c</h1>" + "".join(map(comment.format, range(12)))).definition


def test_numbered_targets_in_prose_are_no_lines_of_source_code():
    targets = "".join(f"<a name=x{number}></a>" for number in range(12))
    assert parse(f"<h1>Sluice</h1>{targets}<p>{LEAD}</p>").definition == LEAD


def test_the_definition_is_found_below_the_first_title_in_a_division():
    title = "<div class=head id=x{0}>Part {0}</div><p>It is about gates: number {0}.</p>"
    parts = "".join(map(title.format, "abc")).replace("It is about gates: number a.", LEAD)
    assert parse(f"<h1>Sluice</h1>{parts}").definition == LEAD


def test_the_text_of_the_first_function_is_no_definition():
    one = "<div class=fn id=fn-{0}><div>{0}(height)</div><p>Opens or closes the gate {0}.</p></div>"
    assert not parse("<h1>Sluice</h1>" + "".join(map(one.format, ("open", "close")))).definition


def test_a_phrase_below_a_declaration_is_the_definition():
    body = "<h1>Sluice</h1><div>class Sluice extends Gate</div><div>A gate that holds water</div>"
    assert parse(body).definition == "A gate that holds water"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Mill.open_gate(name, height, by_hand);</p>",
        "<p>Referenced by <a href=a>openGate()</a>, and the gates of the mill.</p>",
    ],
)
def test_a_call_and_what_refers_to_the_page_are_no_definition(line):
    assert parse(f"<h1>Sluice</h1>{line}<p>{LEAD}</p>").definition == LEAD


@pytest.mark.parametrize("quoted", ["`Sluice'", "``Sluice''", "'Sluice'", '"Sluice"', "„Sluice“"])
def test_a_definition_can_begin_with_a_quoted_name(quoted):
    lead = f"{quoted} is what the millers call the gate that holds back the water."
    assert parse(f"<h1>Gates</h1><p>{lead}</p><p>{LEAD}</p>").definition == lead


def test_each_line_of_an_index_that_is_links_after_a_label_is_no_definition():
    rows = "".join(
        f"{name} of the mills and their owners: <a href=c{at}.html>Section {at}.1.2</a><br>"
        for at, name in enumerate(("gates", "wheels", "ponds"))
    )
    assert parse(f"<h1>Index</h1><p>{rows}</p>").definition == ""


def test_sentences_outside_all_blocks_are_prose_although_the_page_has_numbered_targets():
    targets = "".join(f"<ul><li><input id=p{at}><div id=ans{at}></div></ul>" for at in range(12))
    assert parse(f"<h1>Sluice</h1>{LEAD} It is old.{targets}").definition == f"{LEAD} It is old."


def test_a_label_with_values_that_is_the_title_is_a_definition():
    lead = "Sluice: a gate, a weir, or a lock."
    facts = "<p>Made of: oak</p><p>Owner: Miller</p>"
    definition = parse(f"<h1>Sluice</h1>{facts}<p>{lead}</p>").definition
    assert definition == "a gate, a weir, or a lock."


def test_a_paragraph_that_introduces_a_list_can_end_with_a_colon_and_a_dash():
    lead = "The gates of a mill are opened by the following people:-"
    body = f"<h1>Sluice</h1><p>{lead}</p><ul><li>Millers</ul><p>where each of them has a key.</p>"
    assert parse(body).definition == lead


def test_commands_in_a_division_of_code_are_no_prose():
    lines = "Require Wheels.<br>Require Ponds.<br>From Mills Require Gates And Sluices Of Oak."
    assert parse(f"<h1>Sluice</h1><div class=code>{lines}</div>").definition == ""


@pytest.mark.parametrize(
    "body",
    [
        "<p>Parts:</p><ul><li>Wheel<li>Pond</ul><p>where both of them are parts of a mill.</p>",
        "<p>``` shell gate open --all sudo gate update of the mill. ```</p>",
    ],
)
def test_the_rest_of_a_sentence_and_raw_markdown_code_are_not_definitions(body):
    assert parse(f"<h1>Sluice</h1>{body}").definition == ""


@pytest.mark.parametrize(
    "body",
    [
        f"<p>sluice [-v] gate ...</p><p>{LEAD}</p>",
        f"<dl><dd><h2>Use</h2></dd><dd>sluice</dd></dl><dl><dd><h2>What</h2></dd><dd>{LEAD}</dl>",
    ],
)
def test_a_call_or_an_indented_heading_does_not_hide_the_definition(body):
    assert parse(f"<h1>Sluice</h1>{body}").definition == LEAD


def test_a_sentence_with_the_title_below_a_label_does_not_come_first():
    lead = "Holds back the water of a mill."
    body = f"<p>{lead}</p><p>Return value</p><p>open_gate gives back how high it is.</p>"
    assert parse(f"<h1>open_gate</h1>{body}").definition == lead


@pytest.mark.parametrize(
    "work",
    [
        "Miller, Ada, and Bo Weir. 2014. “Gates and What They Hold Back.” Papers on Mills.",
        "Ada Miller, Bo Weir. 2014a. Gates and What They Hold Back. Press of the Mill.",
        "Miller, A. (2014). Gates and what they hold back. Press of the Mill.",
    ],
)
def test_a_work_in_a_list_of_references_is_not_a_definition(work):
    assert parse(f"<h1>References</h1><p>{work}</p>").definition == ""


def test_the_only_paragraph_of_a_section_needs_no_stop():
    phrase = "Shows how high the gate is, e.g. <code>gate:height:2</code>"
    body = f"<h2>Description</h2><p>{phrase}</p><h2>Return value</h2><p>A constant string.</p>"
    expected = "Shows how high the gate is, e.g. gate:height:2"
    assert parse(f"<h1>get_height</h1>{body}").definition == expected


@pytest.mark.parametrize("phrase", ["Example：configs/gate/height.json", "See: the height of it"])
def test_a_label_with_a_value_is_not_such_a_paragraph(phrase):
    lead = "It is open in the day and shut at night."
    body = f"<h2>Fields</h2><p>{phrase}</p><h2>Summary</h2><p>{lead}</p>"
    assert parse(f"<h1>gate</h1>{body}").definition == lead


def test_a_word_that_is_written_as_a_note_to_authors_in_other_case_begins_a_definition():
    text = "Todo molino tiene una compuerta que retiene el agua del río."
    assert parse(f"<h1>Sluice</h1><p>{text}</p>").definition == text


def test_a_line_break_that_is_a_link_target_breaks_the_line():
    page = parse(f"<h1>Sluice</h1><p><a name=s>sluice</a><br id=brief>{LEAD}</p>")
    assert page.definition == LEAD
    assert page.sections[0].text == f"sluice\n{LEAD}"


LONG = "Holds back the water of a mill in the valley until the miller opens it, as in the drawing"


@pytest.mark.parametrize("body", ["<p>{}<pre>gate = 1</pre>", "<h2>Use</h2><p>{}<ul><li>gate</ul>"])
def test_a_long_paragraph_that_lacks_its_stop_is_a_sentence(body):
    after = "<p>The chain is tight, and the wheel is locked.</p>"
    assert parse(f"<h1>Sluice</h1>{body.format(LONG)}{after}").definition == LONG


@pytest.mark.parametrize(
    "line",
    [
        f"{LONG} <ann@mill.example>".replace("<", "&lt;"),
        f"{LONG}, 12 May 2014",
        f"Note: {LONG}",
        "No use of mill.valley.wheel.chain.gate.sluice.OpenGateOfTheMillOnTheUpperStreamFactory",
    ],
    ids=["address", "date", "label", "name"],
)
def test_other_long_lines_without_a_stop_are_no_sentences(line):
    assert parse(f"<h1>Sluice</h1><p>{line}</p><p>{LEAD}</p>").definition == LEAD


def test_how_a_program_is_called_is_no_definition():
    body = "<p>Opens the gate of a mill. It takes a height.</p><p>sluice gate-name [options...]</p>"
    assert parse(f"<h1>sluice</h1>{body}").definition.startswith("Opens the gate")


def test_a_phrase_below_the_declaration_of_the_page_comes_before_the_text_of_a_method():
    phrase = "A gate that is opened by hand"
    method = "<pre>method height : int</pre><p>Returns how high the gate is.</p>"
    body = f"<pre>class sluice = object end</pre><p>{phrase}</p>{method}"
    assert parse(f"<h1>Class Mill.sluice</h1>{body}").definition == phrase


def test_the_heading_above_the_synopsis_describes_a_program():
    body = "<h3>SYNOPSIS</h3><p>sluice [-h height]</p><h3>SIGNALS</h3><p>HUP</p>"
    assert parse(f"<h1>sluice</h1><h2>Gates of a mill</h2>{body}").definition == "Gates of a mill"
    assert parse(f"<h1>sluice</h1><h3>List of parts</h3>{body}").definition == ""


def test_a_first_sentence_can_begin_with_a_name_in_lower_case():
    lead = "lagctl is a program that opens the gates of a mill."
    more = "<p>Here is how a miller begins with it:</p><pre>lagctl open</pre>"
    assert parse(f"<h1>Welcome</h1><p>{lead}</p>{more}").definition == lead


def test_the_text_of_a_picture_is_no_part_of_the_sentence_after_it():
    body = f"<p><img src=a.png alt='drawing of an old gate'> {LEAD}</p><p>It is old now.</p>"
    assert parse(f"<h1>Sluice</h1>{body}").definition == LEAD


def test_a_page_in_a_table_of_one_cell_has_a_definition():
    table = "<table><tr><td><p>Gates of the valley, and how to open them.</p><p>{}</p></table>"
    assert parse(f"<h1>Mill</h1>{table.format(LEAD)}").definition.startswith("Gates of the valley")


def test_a_phrase_after_the_title_and_a_colon_is_the_definition():
    body = (
        "<p><b>Sluice</b>: a gate of oak or iron</p><pre>gate = 1</pre><p>The gate is open now.</p>"
    )
    assert parse(f"<h1>Sluice</h1>{body}").definition == "Sluice: a gate of oak or iron"


def test_text_in_a_drawing_is_no_definition():
    lines = ["+----+ Gates  Wheels", "|open| o: Open", "|shut| s: Shut", "+----+", "", LEAD]
    assert parse("<h1>Screen</h1><pre>{}</pre>".format("\n".join(lines))).definition == ""


def test_a_note_to_the_authors_alone_is_no_label_of_the_next_paragraph():
    assert parse(f"<h1>Sluice</h1><p>TODO</p><p>{LEAD}</p>").definition == LEAD


def test_a_list_after_the_title_and_a_colon_is_no_definition():
    body = (
        "<p>Sluices: open, shut, lock, mend and look at them</p><p>A gate is opened by a wheel.</p>"
    )
    assert parse(f"<h1>Sluices</h1>{body}").definition == "A gate is opened by a wheel."


def test_a_sentence_about_a_licence_can_define_its_page():
    lead = "The Creative Commons licence lets others use the plans of a mill."
    assert parse_page(f"<h1>Licence</h1><p>{lead}</p>".encode(), "licence.html").definition == lead


def test_a_row_with_the_label_description_has_the_definition():
    rows = "<tr><td>Omschrijving<td>Een poort voor het water.</tr><tr><td>Eigenaar<td>Molen</tr>"
    assert parse(f"<h1>Sluice</h1><table>{rows}</table>").definition == "Een poort voor het water."
    titles = "<tr><td>Description<td>Type<td>Name of the gate</tr>"
    assert parse(f"<h1>Sluice</h1><table>{titles}</table>").definition == ""


def test_the_line_below_a_label_and_the_name_is_the_definition():
    body = "<p>Name</p><p>Sluice</p><p>opens the gate of a mill</p><p>Return value</p><p>none.</p>"
    more = "<p>Description</p><p>The height of the gate, in feet.</p>"
    assert parse(f"<h1>Sluice</h1>{body}{more}").definition == "opens the gate of a mill"


def test_the_number_of_a_paragraph_is_not_the_name_of_an_entry():
    paragraphs = "".join(
        f"<p id=p{at}><b>11.0{at}</b> {text}</p>"
        for at, text in enumerate((LEAD, "It is old.", "It is wet."), start=1)
    )
    assert parse(f"<h1>Sluice</h1><h2>Introduction</h2>{paragraphs}").definition.endswith(LEAD)


def test_a_numbered_text_with_the_title_is_a_definition():
    lead = "Article 3. Sluices are shut at night and opened in the morning."
    html = f"<title>Article 3</title><h1>Article 3</h1><p>{lead}</p>"
    assert parse_page(html.encode(), "a.html").definition == lead


@pytest.mark.parametrize("around", ["<div>{}</div>", "<p>{}</p>"])
def test_the_text_of_a_picture_is_no_definition(around):
    picture = around.format("<img src=a.png alt='The gate of the mill is open here.'>")
    assert parse(f"<h1>Sluice</h1>{picture}<p>It is old and heavy when wet.</p>").definition == (
        "It is old and heavy when wet."
    )


def test_a_reference_alone_is_no_definition():
    assert parse("<h1>Sluice</h1><p>RFC 6803.</p>").definition == ""


def test_the_purpose_above_a_formula_is_the_definition():
    formula = "   A = ( B   C )\n       ( D   0 )"
    text = "  To open the gate of the mill and the lock\n\n"
    rest = "<b>Arguments</b><pre>  N   (input) INTEGER\n  The width of the gate.  N >= 0.</pre>"
    body = f"<h3>Gates of a mill</h3><p><b>Purpose</b><pre>{text}{formula}</pre>{rest}"
    assert parse(f"<h2>OPEN1</h2>{body}").definition == "To open the gate of the mill and the lock"


def test_statements_in_a_line_are_no_definition():
    statements = "let r1 = drawGate(1, 1, 14, 14); let r2 = drawGate(4, 4, 14, 14); turn(r2, 30);"
    code = f"<code>{statements}</code>"
    assert parse(f"<h1>group</h1>{code}<p>Allows grouping of gates.</p>").definition == (
        "Allows grouping of gates."
    )
