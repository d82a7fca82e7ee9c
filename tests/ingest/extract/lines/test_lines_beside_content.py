"""Lines around the content of a page: numbers, breadcrumbs, links to the neighbours, contents."""

import pytest

import wikisearch
from wikisearch.ingest import parse_page
from wikisearch.model.page import LinkKind

LEAD = "A sluice is a gate that holds back the water of a mill."
CARE = "Grease the gate before the floods come in spring."


def parse(body, title="Sluice"):
    return parse_page(f"<title>{title}</title><body>{body}".encode(), "sluice.html")


def text_of(page):
    return [(section.title, section.text) for section in page.sections]


def numbered(*lines):
    return "".join(
        f"<div><a name=p{number}>{number}</a></div><div>{line}</div>"
        for number, line in enumerate(lines, 1)
    )


def test_numbers_of_paragraphs_are_dropped():
    page = parse(f"<h1>Sluice</h1>{numbered(LEAD, 'gate ::= wood {{wood}}', CARE, LEAD)}")
    assert page.definition == LEAD
    assert text_of(page) == [("Sluice", f"{LEAD}\ngate ::= wood {{{{wood}}}}\n{CARE}\n{LEAD}")]


@pytest.mark.parametrize(
    "lines",
    [
        ("int gate = 1;", "int wood = 2;", "open(gate);", "shut(gate);"),
        (LEAD, CARE),
    ],
)
def test_other_numbers_in_lines_of_their_own_stay(lines):
    text = parse(f"<h1>Sluice</h1>{numbered(*lines)}").sections[0].text
    assert text.splitlines()[0] == "1"


def test_years_that_do_not_count_up_stay():
    rows = "".join(f"<div>{year}</div><p>{CARE}</p>" for year in (1999, 1997, 1998))
    assert "1997" in parse(f"<h1>Sluice</h1><p>{LEAD}</p>{rows}").sections[0].text


TURNING = "<p><a href=gate.html>Gate</a> ◦ <a href=wheel.html>Wheel</a></p>"


def read_among_others(folder, body):
    """Read a page of a wiki: a page alone keeps what the survey has to count."""
    for name, text in (("sluice", body), ("gate", "<h1>Gate</h1><p>A gate is made of wood.</p>")):
        (folder / f"{name}.html").write_text(f"<title>{name}</title><body>{text}")
    return wikisearch.read_page(folder / "sluice.html", source=folder)


@pytest.mark.parametrize("body", ["{}<h1>Sluice</h1>", "<h1>Sluice</h1>{}"])
def test_links_to_the_neighbours_at_both_ends_are_dropped(tmp_path, body):
    text = f"<p>{LEAD}</p><h2 id=care>Care</h2><p>{CARE}</p>{TURNING}"
    page = read_among_others(tmp_path, body.format(TURNING) + text)
    assert text_of(page) == [("Sluice", LEAD), ("Care", CARE)]
    assert {link.kind for link in page.links} == {LinkKind.NAVIGATION}


def test_links_at_one_end_stay(tmp_path):
    body = f"<h1>Sluice</h1><p>{LEAD}</p><h2 id=care>Care</h2><p>{CARE}</p>{TURNING}"
    page = read_among_others(tmp_path, body)
    assert [(link.target, link.kind) for link in page.links] == [
        ("gate", LinkKind.BODY),
        ("wheel", LinkKind.BODY),
    ]


@pytest.mark.parametrize("sign", ["»", "›", ">", "→"])
def test_a_breadcrumb_is_a_category_and_no_text(sign):
    links = f" {sign} ".join(f"<a href={name}.html>{name}</a>" for name in ("Mills", "Parts"))
    page = parse(f"<h1>Sluice</h1><p>{links} {sign} Sluice</p><p>{LEAD}</p>")
    assert (page.category, page.definition, page.sections[0].text) == ("Parts", LEAD, LEAD)


def test_a_sentence_with_an_arrow_is_no_breadcrumb():
    line = "Choose <a href=m.html>Mills</a> > <a href=p.html>Parts</a> > Sluices in the menu."
    page = parse(f"<h1>Sluice</h1><p>{line}</p><p>{LEAD}</p>")
    assert page.sections[0].text.startswith("Choose Mills > Parts > Sluices")


HEADINGS = ("OpeningTheGate", "CleaningTheGate", "RepairingTheGate", "ClosingTheGate")


def test_a_table_of_contents_in_terms_is_dropped_with_its_title():
    toc = "".join(f"<dt>{at}. <a href=#{name}>{name}</a>" for at, name in enumerate(HEADINGS, 1))
    body = "".join(f"<h2><a name={name}>{name}</a></h2><p>{CARE}</p>" for name in HEADINGS)
    page = parse(f"<h1>Sluice</h1><div><h2>Содержание</h2><dl>{toc}</dl></div><p>{LEAD}</p>{body}")
    assert [section.title for section in page.sections] == ["Sluice", *HEADINGS]


def test_names_of_members_in_terms_stay():
    names = "".join(f"<dd><a href=#{name}>{name}</a>" for name in HEADINGS)
    body = "".join(f"<h2><a name={name}>{name}</a></h2><p>{CARE}</p>" for name in HEADINGS)
    page = parse(f"<h1>Sluice</h1><p>{LEAD}</p><p>Inherited</p><dl>{names}</dl>{body}")
    assert "ClosingTheGate" in page.sections[0].text


def test_terms_that_link_to_their_own_text_stay():
    terms = "".join(f"<dt><a href=#{name}>{name}</a><dd>{CARE}" for name in HEADINGS)
    body = "".join(f"<h2><a name={name}>{name}</a></h2><p>{CARE}</p>" for name in HEADINGS)
    assert parse(f"<h1>Sluice</h1><dl>{terms}</dl>{body}").sections[0].text.count(CARE) == 4


def test_paragraphs_in_bold_with_an_address_are_sections():
    parts = "".join(
        f"<p><span class=bold><a name=P{name}>2.{at}. {name}</a></span></p><p>{CARE}</p><br>"
        for at, name in enumerate(HEADINGS, 1)
    )
    page = parse(f"<h1>Sluice</h1><div><p>{LEAD}</p>{parts}</div>")
    assert [(section.anchor, section.text) for section in page.sections] == [
        ("", LEAD),
        *((f"P{name}", CARE) for name in HEADINGS),
    ]


def test_rows_that_a_script_counts_are_no_sections():
    types = ("int", "boolean", "void", "char")
    rows = "".join(
        f"<tr id=i{at}><td><code>{kind}</code></td><td><a href=#{kind}>gate{at}</a></td></tr>"
        for at, kind in enumerate(types)
    )
    page = parse(f"<h1>Sluice</h1><p>{LEAD}</p><table><tr><th>Type<th>Name</tr>{rows}</table>")
    assert [section.title for section in page.sections] == ["Sluice"]


@pytest.mark.parametrize("name", ["sourceLineNo", "source-line-no", "lineno"])
def test_numbers_of_lines_of_code_are_no_text(name):
    page = parse(f"<h1>Sluice</h1><pre><span class={name}>015</span><a id=l15>gate();</a></pre>")
    assert page.sections[0].text == "gate();"


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ("<td><pre>1\n2\n3</pre><td><pre>gate();\nwheel();\nstone();</pre>", "gate();"),
        ("<td><pre>1 2 4 8</pre><td><pre>16</pre>", "1 2 4 8"),
        ("<td><pre>1\n2\n3</pre>", "1"),
    ],
)
def test_a_cell_of_numbers_beside_code_is_no_text(cells, text):
    page = parse(f"<h1>Sluice</h1><p>{LEAD}</p><table><tr>{cells}</table>")
    assert page.sections[0].text.splitlines()[1].startswith(text)


@pytest.mark.parametrize("block", ["{}", "<p>{}</p>", "<div>{}</div>"])
def test_a_phrase_that_is_all_above_the_headings_is_the_definition(block):
    phrase = block.format("Opens the gate of a mill")
    page = parse(f"<h1>Sluice</h1>{phrase}<h2>Notes</h2><p>{CARE}</p>")
    assert page.definition == "Opens the gate of a mill"


def test_a_sentence_that_begins_with_the_name_comes_before_such_a_phrase():
    page = parse(f"<h1>Sluice</h1><p>Opens the gate</p><h2>Notes</h2><p>{LEAD}</p>")
    assert page.definition == LEAD


@pytest.mark.parametrize("phrase", ["Mill gates", "<a href=m.html>All gates of the mill</a>"])
def test_a_name_or_a_link_above_the_headings_is_no_definition(phrase):
    assert parse(f"<h1>Sluice</h1>{phrase}<h2>Notes</h2><p>{LEAD}</p>").definition == LEAD


def test_a_licence_is_no_definition():
    notice = (
        "<p>Permission is hereby granted to any person to open this gate.</p>"
        "<p>The above copyright notice shall be shown at each gate.</p>"
        "<p>THE SOFTWARE IS PROVIDED “AS IS”, without a warranty for the mill.</p>"
    )
    assert parse(f"<h1>Sluice</h1>{notice}<p>{LEAD}</p>").definition == LEAD


def test_a_sentence_in_square_brackets_is_a_definition():
    sentence = "[A sluice is a gate that is opened by hand, and shut by the water.]"
    assert parse(f"<h1>Sluice</h1><div>{sentence}</div>").definition == sentence


def test_the_name_before_a_summary_is_an_alias():
    title = "sluice -- holds back the water"
    page = parse(f"<h1>{title}</h1><p>{LEAD}</p>", title)
    assert (page.title, page.aliases) == (title, ("sluice",))


def test_headings_in_the_terms_of_a_list_are_no_entries():
    parts = {
        "Name": "sluice - holds back the water",
        "Description": CARE * 40,
        "Options": CARE * 40,
    }
    terms = "".join(f"<dt><h3>{name}</h3><dd><p>{text}</p>" for name, text in parts.items())
    page = parse(f"<h1>Sluice</h1><dl>{terms}</dl>")
    assert page.definition == "sluice - holds back the water"


def test_a_question_above_the_first_sentence_is_no_definition():
    page = parse(f"<h1>Sluice</h1><p class=title>BASICS Sluice or gate?</p><p>{LEAD}</p>")
    assert page.definition == LEAD


def test_signs_between_the_steps_of_a_breadcrumb_are_not_in_the_category():
    steps = "".join(f"<li><a href=../{name}.html>» {name}</a></li>" for name in ("index", "Parts"))
    page = parse(f"<ul class=breadcrumbs>{steps}<li>Sluice</ul><h1>Sluice</h1><p>{LEAD}</p>")
    assert page.category == "Parts"
