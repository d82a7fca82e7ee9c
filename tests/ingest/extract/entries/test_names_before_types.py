"""Names of entries: in declarations with types, in signs, and in questions with a label."""

import pytest

from wikisearch.ingest import parse_page

OTHERS = ("keel", "mast", "sail")


def sections(html: str):
    page = parse_page(f"<title>Boats</title><h1>Boats</h1><p>Lead.</p>{html}".encode(), "x.html")
    return [(section.title, section.anchor) for section in page.sections[1:]]


@pytest.mark.parametrize(
    ("line", "address", "name"),
    [
        ("def ->[B](other: B): (Boat, B)", "->[B](other:B):(Boat,B)", "->"),
        ("final def ##: Int", "##:Int", "##"),
        ("def :::(other: Boat): Boat", ":::(other:Boat):Boat", ":::"),
        ("implicit val hull: Iron", "hull:metals.Iron", "hull"),
        ("override val depth: Length", "depth:Length", "depth"),
        ("sealed trait Anchor extends Iron", "AnchorextendsIron", "Anchor"),
        ("type parameter: lag", "type-parameter-of-lag", "lag"),
    ],
)
def test_a_declaration_has_the_name_before_its_type(line, address, name):
    lines = {address: line} | {f"{each}():Int": f"def {each}(): Int" for each in OTHERS}
    members = "".join(
        f"<li class=member><a id='{each}'></a> {text}<div>Sets it.</div></li>"
        for each, text in lines.items()
    )
    found = sections(f"<ol>{members}</ol>")
    assert (name, address) in found
    assert len(found) == len(lines)


@pytest.mark.parametrize("label", ["Q:", "3.1.", "12."])
def test_a_row_of_a_question_has_a_label(label):
    long = "The mast of my boat is bent, and no sail fits on it. " * 7
    names = ["Why is the boat slow?", f"{long}What can I do?", "How deep is the harbour?"]
    rows = "".join(
        f"<tr class=question><td><a id=n{at}></a><p><b>{label}</b></p></td><td><p>{name}</p></td>"
        f"</tr><tr class=answer><td><p><b>A:</b></p></td><td><p>Ask a sailor.</p></td></tr>"
        for at, name in enumerate(names)
    )
    first, second, third = sections(f"<table>{rows}</table>")
    assert (first, third) == ((names[0], "n0"), (names[2], "n2"))
    assert second[1] == "n1"
    assert names[1].startswith(second[0])
    assert len(second[0]) > len(long) / 2


@pytest.mark.parametrize(("label", "count"), [("Q:", 3), ("3.1.", 0)])
def test_only_a_label_with_a_colon_makes_a_question_of_a_statement(label, count):
    rows = "".join(
        f"<tr class=question><td><a id=n{at}></a>{label}</td><td>I lost the {name}.</td></tr>"
        "<tr class=answer><td>A:</td><td>Ask a sailor.</td></tr>"
        for at, name in enumerate(OTHERS)
    )
    assert len(sections(f"<table>{rows}</table>")) == count
