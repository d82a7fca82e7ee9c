"""Columns of a terminal."""

import subprocess
import sys
import unicodedata

import pytest
import wcwidth

from wikisearch.render.columns import fitted, width, wrap


def test_every_character_counted_without_the_tables_takes_one_column():
    for code in range(0x20, 0x110000):
        character = chr(code)
        if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn"} and width(character) != (
            expected := wcwidth.wcwidth(character)
        ):
            pytest.fail(f"U+{code:04X} takes {expected} columns")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("cost", 4), ("机器", 4), ("e\u0301", 1), ("…", 1), ("Überfluß", 8)],
)
def test_width(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("cost", "cost  "),
        ("barrier", "barri…"),
        ("机器", "机器  "),
        ("机器学习", "机器… "),
        ("", "      "),
    ],
)
def test_a_text_is_fitted_to_a_column(text, shown):
    assert fitted(text, 6) == shown
    assert width(shown) == 6


def test_ascii_and_latin_text_does_not_import_the_tables():
    script = (
        "import sys\n"
        "from wikisearch.render.columns import wrap\n"
        "wrap('Größe … › “cost” — naïve Москва', 10)\n"
        "assert 'wcwidth' not in sys.modules\n"
        "wrap('机器', 10)\n"
        "assert 'wcwidth' in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_lines_break_at_spaces():
    assert wrap("the cost barrier", 10) == ["the cost", "barrier"]
