"""Steps of a how-to, which do not define their page even if nothing else does."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "A sluice is a gate that holds back the water of a mill."


def definition(body, title="Sluices", head=""):
    html = f"<title>{title}</title>{head}<body><h1>{title}</h1>{body}"
    return parse_page(html.encode(), "sluice.html").definition


STEPS = "<ol><li>Take the wheel out of the mill.</li><li>Put it back into the mill.</li></ol>"


@pytest.mark.parametrize(
    "text",
    [
        "To open the gate of the mill, do this with the wheel:",
        "After you have built the mill, follow the next steps to open it:",
        "Um das Tor der Mühle zu öffnen, drehen Sie am Rad:",
        "Pour ouvrir la vanne du moulin, tournez la roue :",
        "Чтобы открыть ворота мельницы, выполните следующие действия:",
        "要打开磨坊的水闸，需要转动磨坊旁边的那个轮子：",
        "水門を開けるには、水車のそばにある輪を回すこと：",
    ],
)
def test_what_introduces_steps_does_not_define_a_page(text):
    assert definition(f"<p>{text}</p>{STEPS}") == ""
    assert definition(f"<p>{text}</p>{STEPS}<h2>Use</h2><p>The gate is very old now.</p>") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Download the plans of the mill. They are in the book of the valley.",
        "Right-click on the gate and choose the wheel that opens it.",
        "Klicken Sie auf das Tor, das Sie öffnen möchten.",
        "Cliquez sur la vanne que vous voulez ouvrir.",
        "Haz clic en la compuerta que quieres abrir.",
        "Fare clic sulla chiusa che si vuole aprire.",
        "Нажмите на ворота мельницы, чтобы открыть их.",
        "点击磨坊的水闸，然后选择您想要打开的那一扇。",
    ],
)
def test_a_step_does_not_define_a_page(text):
    assert definition(f"<p>{text}</p><p>Then turn the wheel of the mill.</p>") == ""


def test_a_page_of_steps_takes_the_description_of_its_head():
    head = f"<meta name=description content='{LEAD}'>"
    assert definition(f"<p>To open the gate, do this:</p>{STEPS}", head=head) == LEAD


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Lagctl", "Lagctl opens the gates of a mill; use the following steps to begin with it:"),
        ("open_gate", "Open the gate of the mill, and keep it open."),
        ("Color tab", "Click on the Color tab to choose the color of the gate."),
        ("Gates", "To grind, a mill needs water. It has these gates:"),
        ("Gates", "To open gates is the work of the miller."),
        ("Gates", "The gates of a mill are opened by the following people:"),
    ],
)
def test_a_sentence_that_only_begins_like_a_step_is_a_definition(title, text):
    assert definition(f"<p>{text}</p>{STEPS}", title) == text
