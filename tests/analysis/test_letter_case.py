"""Letters that have a capital and a small form, in any script."""

import pytest

from wikisearch.analysis.characters.letter_case import has_case


@pytest.mark.parametrize("char", ["m", "M", "ß", "д", "Ω", "ǅ"])
def test_a_letter_with_two_forms_has_case(char):
    assert has_case(char)


@pytest.mark.parametrize("char", ["", "7", "-", "潮", "ก", "ह", "א", "ا"])
def test_other_characters_have_no_case(char):
    assert not has_case(char)
