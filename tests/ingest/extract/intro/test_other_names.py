"""Names that a page gives its term: in properties, labelled lists and prose."""

import pytest

from wikisearch.ingest import PageInput, inspect_page, parse_page

PAGE = "<html lang={}><head><title>Ant</title></head><main><h1>Ant</h1>{}</main></html>"
PROSE = "An ant is an insect that lives in a colony."
BOTH = ["Emmet", "Formica"]
VALUES = "".join(f"<span class='selected-value {n}'>{n}</span>" for n in BOTH)


def read(body, language="en"):
    html = PAGE.format(language, body)
    return inspect_page(PageInput("ant.html", html.encode()))[0]


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("<p>Ant (also known as Emmet or Formica) is an insect that lives here.", BOTH),
        ("<p>An ant, also called emmet, is an insect that lives here.", ["emmet"]),
        (f"<p>{PROSE} It is also known as <em>Emmet</em> and <em>Formica</em>.", BOTH),
        (f"<p>{PROSE} A bee is also known as a drone.", []),
        (f"<p>{PROSE} Colonies are also called nests.", []),
        (f"<p>{PROSE} It is also known as the terror of the whole garden.", []),
        (f"<p>{PROSE}<h2>Kinds</h2><div class=x_synonyms>Synonyms: Emmet, Formica</div>", BOTH),
        (f"<p>{PROSE}<h2>Kinds</h2><p>Red.<div class=type-alias>Alias: x</div>", []),
        (f"<table><tr><th>Aliases</th><td>Emmet, Formica</td></tr></table><p>{PROSE}", BOTH),
        (
            f"<header><table class=properties><tr><th>Aliases<td>{VALUES}</table></header>{PROSE}",
            BOTH,
        ),
    ],
)
def test_other_names_are_read_in_properties_lists_and_prose(body, names):
    assert list(read(body).aliases) == names


def test_other_names_in_prose_are_read_in_other_languages():
    body = "<p>Ant (auch bekannt als Emse) ist ein Insekt, das im Wald lebt."
    assert read(body, "de").aliases == ("Emse",)


@pytest.mark.parametrize(
    ("text", "definition"),
    [
        (f"Ant: {PROSE}", PROSE),
        (f"Ant (also known as Emmet): {PROSE}", PROSE),
        ("Ant: small but strong", "Ant: small but strong"),
        (f"Antelope: {PROSE}", f"Antelope: {PROSE}"),
    ],
)
def test_the_definition_has_no_label_with_the_title(text, definition):
    assert read(f"<p>{text}</p><h2>More</h2><p>Text.").definition == definition


@pytest.mark.parametrize(
    "line",
    [
        "Posted on March 4, 2024 by Maria Lopez",
        "Updated Feb 11, 2025 · 3 min read",
        "Updated over 2 weeks ago",
        "Veröffentlicht am 4. März 2024",
    ],
)
def test_a_line_about_when_and_by_whom_a_page_was_written_is_no_text(line):
    assert read(f"<p>{line}</p><p>{PROSE}</p>").sections[0].text == PROSE


@pytest.mark.parametrize(
    "line",
    ["Ants: updated on March 4, 2024", "New in version 3.8.", "Since March 4, 2024 it flies."],
)
def test_other_lines_with_a_date_or_a_version_are_text(line):
    assert line in read(f"<p>{line}</p><p>{PROSE}</p>").sections[0].text


@pytest.mark.parametrize(
    ("end", "names"),
    [
        ("<p>Synonyms: Emmet, Formica", BOTH),
        ("<div>Also known as</div><div>Emmet, Formica</div>", BOTH),
        ("<p>别名", []),
        ("<p>Also known as a pest.", []),
        ("<p>Synonyms: Emmet, Formica<p>One.<p>Two.<p>Three.", []),
    ],
)
def test_other_names_are_read_in_the_last_lines(end, names):
    assert list(read(f"<p>{PROSE}<h2 id=u>Use</h2><p>How ants are used.{end}").aliases) == names


def test_values_of_a_field_in_blocks_of_their_own_are_names():
    items = "".join(f"<div class=item>{name}</div>" for name in ("Emmet", "Formica, Pismire"))
    field = f"<div class=field-synonyms><div>Synonyms</div><div>{items}</div></div>"
    assert read(f"<p>{PROSE}</p>{field}").aliases == ("Emmet", "Formica", "Pismire")


def test_values_side_by_side_are_separate_words():
    assert "Emmet Formica" in read(f"<p>{PROSE}</p><p>{VALUES}</p>").sections[0].text


@pytest.mark.parametrize(
    ("crumbs", "category"),
    [(["Glossary"], "Insects"), (["Glossary", "A"], "Insects"), (["Animals"], "Animals")],
)
def test_the_name_of_the_whole_glossary_is_no_category_if_there_is_another(crumbs, category):
    links = "".join(f"<a href=/{name}/>{name}</a>" for name in ("Home", *crumbs))
    tag = "<a rel=tag href=/i/>Insects</a>"
    assert read(f"<div class=breadcrumb>{links}</div><p>{PROSE}</p>{tag}").category == category


LABELLED = (
    "<h1>Ant</h1><div><div><div>{label}</div></div><div><span>{value}</span></div></div>"
    "<p>An ant is an insect that lives in colonies."
)


@pytest.mark.parametrize(
    ("label", "value", "found"),
    [
        ("Also known as", "emmet, pismire", ("emmet", "pismire")),
        ("Synonyms:", "emmet", ("emmet",)),
        ("Sinónimos", "hormiga · emmet", ("hormiga", "emmet")),
        ("Known for", "emmet", ()),
        ("Also known as", "Nobody knows what else people call this insect.", ()),
    ],
)
def test_a_label_and_names_in_lines_of_their_own(label, value, found):
    page = parse_page(LABELLED.format(label=label, value=value).encode(), "ant.html")
    assert page.aliases == found
    assert (value in page.sections[0].text) == (not found)
    assert page.definition == "An ant is an insect that lives in colonies."


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ("<ul><li>emmet<li>pismire</ul>", ("emmet", "pismire")),
        ("<p>emmet, pismire", ("emmet", "pismire")),
        ("<p>emmet<p>The name pismire is older and describes the smell.", ()),
        ("<pre>alias ant=emmet</pre>", ()),
    ],
)
def test_names_below_a_heading(lines, found):
    html = f"<h1>Ant</h1><p>An ant is an insect.<h3>Synonyms</h3>{lines}<h3>Use</h3><p>None."
    page = parse_page(html.encode(), "ant.html")
    assert page.aliases == found
    assert [section.title for section in page.sections] == ["Ant", "Synonyms", "Use"]
