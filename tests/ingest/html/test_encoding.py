"""Bytes in any encoding are decoded to the text of their author."""

import codecs
import random
from pathlib import Path

import pytest

from wikisearch.errors import PageError
from wikisearch.ingest import parse_page
from wikisearch.ingest.html.charset_labels import charset_labels, declared_encoding
from wikisearch.ingest.html.encoding import is_binary

ROOT = Path(__file__).parents[3]

WORDS = "Grüße aus Köln, dort trägt man schöne Hüte"


def page(text: str, encoding: str, declared: str = "") -> bytes:
    head = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{head}<title>T</title></head><p>{text}</p></html>".encode(encoding)


def xml(text: str, encoding: str, declared: str) -> bytes:
    return f'<?xml version="1.0" encoding="{declared}"?><html><p>{text}</p></html>'.encode(encoding)


def equiv(text: str, encoding: str, declared: str) -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    return f"<head>{meta}</head><p>{text}</p>".encode(encoding)


CASES = {
    "utf-8 declared": (page(WORDS, "utf-8", "utf-8"), WORDS),
    "utf-8 undeclared": (page(WORDS, "utf-8"), WORDS),
    "utf-8 with a mark": (codecs.BOM_UTF8 + page(WORDS, "utf-8"), WORDS),
    "utf-8 with a mark, declared latin-1": (
        codecs.BOM_UTF8 + page(WORDS, "utf-8", "iso-8859-1"),
        WORDS,
    ),
    "utf-16 with a mark": (page(WORDS, "utf-16"), WORDS),
    "utf-16 big endian with a mark": (codecs.BOM_UTF16_BE + page(WORDS, "utf-16-be"), WORDS),
    "utf-16 without a mark": (page(WORDS, "utf-16-le"), WORDS),
    "utf-32 with a mark": (page(WORDS, "utf-32", "utf-32"), WORDS),
    "utf-32 big endian with a mark": (codecs.BOM_UTF32_BE + page(WORDS, "utf-32-be"), WORDS),
    "utf-32 without a mark": (page(WORDS, "utf-32-le", "utf-32le"), WORDS),
    "utf-32 big endian without a mark": (page(WORDS, "utf-32-be"), WORDS),
    "utf-32 declared in a page that is not": (page(WORDS, "utf-8", "utf-32"), WORDS),
    "utf-16 declared in a page that is not": (page(WORDS, "utf-8", "utf-16"), WORDS),
    "latin-1 declared": (page(WORDS, "latin-1", "ISO-8859-1"), WORDS),
    "latin-1 means windows-1252": (page("“so” – €", "cp1252", "latin1"), "“so” – €"),
    "latin-1 undeclared": (page(WORDS, "latin-1"), WORDS),
    "latin-1 by an XML declaration": (xml(WORDS, "latin-1", "iso-8859-1"), WORDS),
    "latin-1 by http-equiv": (equiv(WORDS, "latin-1", "iso-8859-1"), WORDS),
    "latin-1 declared utf-8": (page(WORDS, "latin-1", "utf-8"), WORDS),
    "utf-8 declared latin-1": (page(WORDS, "utf-8", "iso-8859-1"), WORDS),
    "a declaration in a comment": (b"<!-- <meta charset=koi8-r> -->" + page("é", "utf-8"), "é"),
    "an unknown declaration": (page(WORDS, "utf-8", "klingon"), WORDS),
    "a codec that is not an encoding": (page(WORDS, "utf-8", "rot13"), WORDS),
    "shift_jis": (page("日本語の文章", "cp932", "shift_jis"), "日本語の文章"),
    "euc-jp": (page("日本語の文章", "euc-jp", "x-euc-jp"), "日本語の文章"),
    "gb2312 means gb18030": (page("汉字文本", "gb18030", "gb2312"), "汉字文本"),
    "utf-8 declared as gb2312": (page("汉字的文本", "utf-8", "gb2312"), "汉字的文本"),
    "utf-8 declared as euc-kr": (page("이 글은 한국어", "utf-8", "euc-kr"), "이 글은 한국어"),
    "big5": (page("繁體中文", "big5hkscs", "big5"), "繁體中文"),
    "euc-kr": (page("한국어", "cp949", "euc-kr"), "한국어"),
    "koi8-r": (page("Привет, мир", "koi8-r", "koi8-r"), "Привет, мир"),
    "windows-1251": (page("Привет, мир", "cp1251", "windows-1251"), "Привет, мир"),
}


@pytest.mark.parametrize(("data", "text"), CASES.values(), ids=CASES)
def test_a_page_is_decoded(data, text):
    assert parse_page(data, "x.html").sections[0].text == text


def test_one_broken_byte_costs_one_character():
    data = page(WORDS * 3, "utf-8", "utf-8").replace("ö".encode(), b"\xc3", 1)
    assert parse_page(data, "x.html").sections[0].text == (WORDS * 3).replace("ö", "\ufffd", 1)


def test_nul_and_control_characters_become_spaces():
    text = parse_page(b"<p>one\0two\x01three\x7ffour" + b" filler" * 20, "x.html").sections[0].text
    assert text.startswith("one two three four filler")


REFUSED = {
    "empty file": [b"", b"  \n\t "],
    "binary, not HTML": [
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"\x7fELF\x02\x01\x01" + bytes(100),
        b"PK\x03\x04" + bytes(range(256)),
        b"%PDF-1.7 text",
        bytes(range(32)) * 40,
    ],
}


@pytest.mark.parametrize(
    ("data", "reason"), [(data, reason) for reason, group in REFUSED.items() for data in group]
)
def test_binary_content_is_refused(data, reason):
    with pytest.raises(PageError) as refusal:
        parse_page(data, "dir/x.html")
    assert (refusal.value.path, refusal.value.reason) == ("dir/x.html", reason)


@pytest.mark.parametrize("size", [500, 5_000, 100_000])
def test_random_bytes_are_not_text(size):
    chance = random.Random(size)
    assert all(is_binary(chance.randbytes(size)) for _ in range(300))


def test_no_page_of_the_corpus_is_binary_even_with_a_stray_control_character_on_each_line():
    files = list((ROOT / "corpus").glob("*.html"))
    assert files
    for file in files:
        data = file.read_bytes()
        assert not is_binary(data)
        assert not is_binary(data.replace(b"\n", b"\n\0"))


def test_every_accepted_label_is_decoded():
    for label, codec in charset_labels().items():
        codecs.lookup(codec)
        data = f'<meta charset="{label.upper()}"><h1>T</h1><p>plain words'.encode()
        assert declared_encoding(data) == codec
        assert parse_page(data, "x.html").sections[0].text == "plain words"


@pytest.mark.parametrize("label", ["koi8-r", "koi8r", "koi8_r", "koi8", "koi", "cskoi8r"])
def test_every_name_of_koi8_is_accepted(label):
    data = page("Привет, мир", "koi8-r", label)
    assert parse_page(data, "x.html").sections[0].text == "Привет, мир"


def test_a_declaration_is_read_in_its_own_tag_only():
    for declared in (
        "<meta name=x> charset=koi8-r>",
        "<p charset=koi8-r>",
        "<meta><p charset=big5",
    ):
        assert declared_encoding(declared.encode()) == ""
    assert declared_encoding(b"<meta name=x><meta content='text/html; charset = \" koi8-r'>") == (
        "koi8-r"
    )
