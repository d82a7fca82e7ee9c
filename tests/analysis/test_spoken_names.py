"""Names with symbols are found by how they are said."""

import pytest

from wikisearch.analysis.characters.invisible import without_invisible
from wikisearch.analysis.names.spoken_names import spoken_names, written_names

SPOKEN = [
    ("F#", "en", ("F sharp",)),
    ("C++", "en", ("C plus plus", "cpp")),
    (".NET Core", "en", ("dot NET Core",)),
    ("Research & Development", "en", ("Research and Development",)),
    ("Forschung & Lehre", "de-AT", ("Forschung und Lehre",)),
    ("R&D", "en", ("R and D",)),
    ("Plain name", "en", ()),
    ("Issue #12", "en", ()),
    ("A & B", "xx", ()),
]


@pytest.mark.parametrize(("name", "language", "forms"), SPOKEN)
def test_symbols_of_a_name_are_spoken_in_its_language(name, language, forms):
    assert spoken_names(name, language) == forms


@pytest.mark.parametrize(
    ("spoken", "names"),
    [
        ("fsharp", ("f#",)),
        ("f sharp", ("f#",)),
        ("c plu plu", ("c++",)),
        ("cpp", ("c++",)),
        ("dotnet", (".net",)),
        ("asp dot net", ("asp.net",)),
        ("surplus", ()),
    ],
)
def test_a_spoken_name_may_stand_for_one_with_symbols(spoken, names):
    assert written_names(spoken) == names


def test_invisible_characters_go_and_joiners_stay():
    assert without_invisible("Long\u200bName\u00ad\u2060\ufeff") == "LongName"
    assert without_invisible("می\u200cخواهم") == "می\u200cخواهم"
