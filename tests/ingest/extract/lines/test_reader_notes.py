"""Notes to readers and authors, which do not define their page even if nothing else does."""

import pytest

from wikisearch.ingest import parse_page

LEAD = "A sluice is a gate that holds back the water of a mill."


def definition(body, head="", title="Sluice"):
    html = f"<title>{title}</title>{head}<body><h1>{title}</h1>{body}"
    return parse_page(html.encode(), "sluice.html").definition


NOTES = [
    "Note: this page is about to get a better name.",
    "(*) Note - the width of this gate is not certain.",
    "Important!! Be sure to close the gate of the mill.",
    "Note that the gate of the mill is open at night.",
    "Please add your own gates to this page of the mill.",
    "Bitte ergänzen Sie auf dieser Seite Ihre Schleusen.",
    "Thank you for the gates that you gave to the mill!",
    "Un grand merci à tous les meuniers de la vallée !",
    "See the book of the mill for all of its gates.",
    "Under construction. (Send us more gates of mills.)",
    "Questo capitolo è anche disponibile in una scheda da stampare!",
    "Capitolo non tradotto, consultare la versione inglese.",
    "De pagina is niet langer beschikbaar voor de molen.",
    "This is Google's cache of https://mill.example/. It is a snapshot of that page.",
    "Example: the gate of the mill is opened by a chain.",
    "Beispiel: Das Tor der Mühle wird mit einer Kette geöffnet.",
    "Source : le livre du moulin, par un meunier de la vallée.",
    "作者：住在磨坊旁边的一位老磨坊主，他写了很多书。",
    "This book and the mill in it are a work in progress.",
    "Diese Anleitung ist noch im Aufbau, und sie hat Lücken.",
    "本手册仍在建设中，内容还不完整，请谅解。",
    "The following links lead to the gates of the mill.",
    "Les liens suivants vous mèneront aux vannes du moulin.",
    "DEPRECATED Replaced by the gate of the upper mill.",
    "Obsolete: use the gate of the upper mill.",
    "Everyone is permitted to copy and distribute copies of these plans.",
    "Coming soon: the gates of the mill and their wheels.",
    "Se även kapitlet om kvarnens alla portar.",
    "For more details on the gates, see the book of the mill.",
    "Should you have any questions about this gate, write to the miller.",
    "Пожалуйста, добавьте на эту страницу новые шлюзы.",
    "请注意，这扇水闸在夜里是开着的，白天才关上。",
]


@pytest.mark.parametrize("note", NOTES)
def test_a_note_does_not_define_a_page(note):
    assert definition(f"<p>{note}</p><p>{LEAD}</p>") == LEAD
    assert definition(f"<p>{note}</p><h2>Use</h2><p>{LEAD}</p>") == LEAD
    assert definition(f"<p>{note}</p>") == ""


def test_what_stands_above_the_title_beside_a_note_does_not_define_a_page():
    banner = f"<div>{NOTES[9]}</div><div>The page has more since then. Learn more</div>"
    html = f"<title>Sluice</title><body><div>{banner}<h1>Sluice</h1><table><tr><td>2</table></div>"
    assert parse_page(html.encode(), "sluice.html").definition == ""


@pytest.mark.parametrize("item", ["4- Turn the wheel of the gate.", "1) Who opens the old gate?"])
def test_a_numbered_task_does_not_define_a_page(item):
    assert definition(f"<h2>Exercise</h2><p>{item}</p>") == ""


def test_a_page_with_a_note_only_takes_the_description_of_its_head():
    head = f"<meta name=description content='{LEAD}'>"
    assert definition(f"<p>{NOTES[0]}</p>", head) == LEAD


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("See", "See ist ein Gewässer, das an allen Seiten Land hat."),
        ("Seesaw", "A seesaw is a board on which two children play."),
        ("Requests", "请求对象表示来自磨坊的一个请求，其中有水闸的编号。"),
        ("Notes", "Notes are intentionally short in the book of the mill."),
    ],
)
def test_a_sentence_that_only_begins_with_such_a_word_is_a_definition(title, text):
    assert definition(f"<p>{text}</p>", title=title) == text


def test_words_of_unfinished_pages_within_a_clause_are_no_note():
    lead = "Ten rozdział opisuje narzędzia używane w budowie młynów wodnych."
    assert definition(f"<p>{lead}</p>", title="Narzędzia młynarza") == lead
