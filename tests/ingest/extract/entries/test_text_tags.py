"""Tags within preformatted text, which name the places of a help file, are entries."""

from wikisearch.ingest import parse_page

TAG = "*<a name='{0}'></a><b>{0}</b>*"


def sections(text):
    page = f"<title>Boats</title><h1>Boats</h1><p>Lead.</p><pre>{text}</pre><p>End.</p>"
    found = parse_page(page.encode(), "x.html").sections
    return [(each.title, each.anchor, each.text) for each in found]


def tag(name):
    return TAG.format(name)


def test_each_tag_in_the_middle_of_a_line_begins_an_entry():
    text = f"Index of boats\n\n  The keel\t{tag('keel')}\nis below.\n\t{tag('E21')}\nNo mast.\n"
    text += f"A sail  {tag('set-sail')}\nis above.\n"
    assert sections(text) == [
        ("Boats", "", "Lead.\nIndex of boats\nEnd."),
        ("keel", "keel", "  The keel\t*keel*\nis below."),
        ("E21", "E21", "\t*E21*\nNo mast."),
        ("set-sail", "set-sail", "A sail  *set-sail*\nis above."),
    ]


def test_the_tags_of_one_line_share_the_text_below_them():
    text = f"Sails\t{tag('jib')} {tag('genoa')}\nare before the mast.\n{tag('mast')}\nIs of oak.\n"
    shared = "Sails\t*jib* *genoa*\nare before the mast."
    assert sections(text)[1:] == [
        ("jib", "jib", shared),
        ("genoa", "genoa", shared),
        ("mast", "mast", "*mast*\nIs of oak."),
    ]


def test_a_tag_that_is_one_element_with_signs_is_an_entry():
    text = "".join(f"The <span id={name}>*{name}*</span>\n" for name in ("keel", "mast", "sail"))
    assert [each[:2] for each in sections(text)[1:]] == [
        (name, name) for name in ("keel", "mast", "sail")
    ]


def test_other_targets_in_code_are_no_entries():
    lines = "".join(f"<a name={number}></a>{number} keel = oak\n" for number in range(9))
    targets = "".join(f"<a id=v{number}></a>mast = fir\n" for number in range(9))
    assert len(sections(lines)) == len(sections(targets)) == 1


def test_two_tags_are_too_few():
    assert len(sections(f"{tag('keel')} and {tag('mast')}")) == 1
