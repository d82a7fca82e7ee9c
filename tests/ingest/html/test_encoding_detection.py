"""Pages without a charset are decoded by their language and their text."""

import pytest

from wikisearch.ingest import parse_page
from wikisearch.ingest.html.charset_labels import charset_labels
from wikisearch.ingest.html.encoding_detection import detected_encoding, encodings_by_language

PROSE = "The queue keeps jobs until a worker takes them. "
NAMES = [
    *("Mañana", "Ångström", "naïve", "José Núñez", "Zoë", "Café", "El Niño", "São Paulo", "Weiß"),
    *("Køge", "Þór", "déjà vu", "Œuvre", "Ação", "it’s “quoted”", "5 € – 30 °C", "«oui»"),
]
SCRIPTS = {
    "cp1250": "Kolejka przechowuje zadania, aż pracownik je weźmie. Żółta gęś śpi, łódź płynie. ",
    "cp1251": "Очередь хранит задания до тех пор, пока рабочий не возьмёт их. ",
    "koi8-r": "Очередь хранит задания до тех пор, пока рабочий не возьмёт их. ",
    "cp1253": "Η ουρά κρατά εργασίες μέχρι να τις πάρει κάποιος. ",
    "cp1256": "تحتفظ قائمة الانتظار بالوظائف حتى يأخذها العامل. ",
    "cp874": "คิวเก็บงานไว้จนกว่าคนงานจะรับไป ",
    "cp932": "キューはワーカーが取るまでジョブを保持します。日本語の文章です。",
    "euc-jp": "キューはワーカーが取るまでジョブを保持します。日本語の文章です。",
    "gb18030": "队列保存任务，直到工作者取走它们。这是一个汉字文本的例子。",
    "big5": "佇列保存工作，直到工作者取走它們。這是一個繁體中文的例子。",
    "cp949": "대기열은 작업자가 가져갈 때까지 작업을 보관합니다. ",
}
ACCENTS = {
    "French": ("cp1252", "Quand la collection s’agrandit, il faut créer là un répertoire à côté. "),
    "Portuguese": ("cp1252", "Quando a coleção cresce, é preciso criar já; as ações são rápidas. "),
    "Icelandic": ("cp1252", "Skráin er listi yfir orð sem sýnir á hvaða síðu þau eru geymd. "),
    "Finnish": ("cp1252", "Hakukone avaa sen ensin ja lähettää parhaat tulokset käyttäjälle. "),
    "Slovak": (
        "cp1250",
        "Vyhľadávač ho najprv otvorí. Keď zbierka rastie, musí sa vytvoriť nový. ",
    ),
    "Lithuanian": ("cp1257", "Rodyklė yra žodžių sąrašas, kuris rodo, kuriame puslapyje jie yra. "),
}
LANGUAGES = [
    ("pl", "cp1250", "Łódź"),
    ("cs", "cp1250", "Dvořák"),
    ("hu-HU", "cp1250", "Erdős"),
    ("tr", "cp1254", "Şimdi ığdır"),
    ("lt", "cp1257", "Žąsis čia"),
    ("ru", "cp1251", "Очередь"),
    ("uk", "cp1251", "Черга"),
    ("el", "cp1253", "Ουρά"),
    ("he", "cp1255", "התור"),
    ("ja", "cp932", "待ち行列"),
    ("ja", "euc-jp", "待ち行列"),
    ("ko", "cp949", "대기열"),
    ("zh-CN", "gb18030", "队列"),
    ("zh-TW", "big5", "佇列"),
    ("es", "cp1252", "Mañana en El Niño"),
    ("en", "cp1252", "naïve"),
]


def title(html: str, encoding: str) -> str:
    return parse_page(html.encode(encoding), "x.html").title


@pytest.mark.parametrize("sentences", [0, 1, 20, 200])
@pytest.mark.parametrize("name", NAMES)
def test_a_few_accents_are_in_windows_1252(name, sentences):
    assert title(f"<html><h1>{name}</h1><p>{PROSE * sentences}", "cp1252") == name


@pytest.mark.parametrize("times", [5, 200])
@pytest.mark.parametrize(("encoding", "text"), SCRIPTS.items(), ids=SCRIPTS)
@pytest.mark.parametrize("root", ["<html>", "<html lang=en>"])
def test_another_script_is_detected(encoding, text, root, times):
    data = f"{root}<p>{text * times}".encode(encoding)
    page = parse_page(data, "x.html")
    assert page.sections[0].text == (text * times).strip()


@pytest.mark.parametrize("times", [5, 200])
@pytest.mark.parametrize(("encoding", "text"), ACCENTS.values(), ids=ACCENTS)
def test_prose_with_accents_is_detected(encoding, text, times):
    page = parse_page(f"<html><p>{text * times}".encode(encoding), "x.html")
    assert page.sections[0].text == (text * times).strip()


@pytest.mark.parametrize(("language", "encoding", "name"), LANGUAGES)
def test_the_declared_language_chooses_the_encoding(language, encoding, name):
    page = f'<!doctype html><html class=a lang="{language}"><h1>{name}</h1><p>{PROSE * 20}'
    assert title(page, encoding) == name


def test_the_language_of_xhtml_chooses_the_encoding():
    assert title('<html xmlns="x" xml:lang="pl"><h1>Łódź</h1>', "cp1250") == "Łódź"


def test_a_language_is_declared_by_the_root_only():
    page = "<html><h1>Mañana</h1><p lang=pl>" + PROSE
    assert title(page, "cp1252") == "Mañana"


def test_a_language_whose_encodings_do_not_fit_is_no_sign():
    text = "<html lang=ja><h1>Mañana</h1><p>Él está aquí, señor."
    assert title(text, "cp1252") == "Mañana"


def test_every_encoding_of_a_language_can_be_declared():
    known = set(charset_labels().values())
    by_language = encodings_by_language()
    assert by_language["pl"][0] == "windows-1250"
    assert {codec for codecs in by_language.values() for codec in codecs} <= known


def test_text_without_accents_is_in_windows_1252():
    assert detected_encoding(b"<p>plain") == "windows-1252"
