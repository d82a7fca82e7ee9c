"""A theme can show the title above the page, which shows it again."""

from wikisearch.ingest import parse_page

WEIR = "A weir holds back the water of a brook, so that a mill can use it."
CARE = "Grease the gate of the weir before the floods come in spring."


def test_a_lower_heading_with_the_title_above_the_page_is_not_a_section():
    html = (
        f"<title>Weir</title><body><div><h2>Weir</h2><p>of 2026-01-30 in Millford</p></div>"
        f"<div><section id=weir><h1>Weir</h1><section id=what><h2>What it is</h2><p>{WEIR}</p>"
        f"</section><section id=care><h2>Care</h2><p>{CARE}</p></section></section></div>"
    )
    page = parse_page(html.encode(), "weir.html")
    assert [(section.title, section.anchor) for section in page.sections] == [
        ("Weir", ""),
        ("What it is", "what"),
        ("Care", "care"),
    ]
    assert "Millford" in page.sections[0].text


def test_another_heading_above_the_page_stays_with_its_text():
    html = (
        f"<title>Weir</title><body><div><h2>News</h2><p>{CARE}</p></div>"
        f"<div><h1>Weir</h1><p>{WEIR}</p></div>"
    )
    page = parse_page(html.encode(), "weir.html")
    assert [(section.title, section.text) for section in page.sections] == [
        ("Weir", WEIR),
        ("News", CARE),
    ]
