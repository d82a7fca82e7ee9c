"""Words that readers take for the same word have the same tokens."""

import pytest

from wikisearch.analysis import Analyzer

ENGLISH = Analyzer("en")

EQUAL = [
    # British and American spelling.
    ("flavour", "flavor"),
    ("neighbours", "neighbor"),
    ("honourable", "honorable"),
    ("fibres", "fiber"),
    ("kilometre", "kilometers"),
    ("centred", "centered"),
    ("offence", "offense"),
    ("analyse", "analyzing"),
    ("tokenisation", "tokenization"),
    ("normalised", "normalize"),
    ("generalising", "generalizing"),
    ("labelled", "labeled"),
    ("modelling", "modeling"),
    ("dialogue", "dialog"),
    ("anaemia", "anemia"),
    ("encyclopaedia", "encyclopedias"),
    ("greyscale", "grayscale"),
    ("multicoloured", "multicolored"),
    ("cyberbehaviours", "cyberbehavior"),
    ("aluminium", "aluminum"),
    ("programme", "programs"),
    # Irregular plurals.
    ("matrices", "matrix"),
    ("wolves", "wolf"),
    ("nuclei", "nucleus"),
    ("bacteria", "bacterium"),
    ("automata", "automaton"),
    ("diagnoses", "diagnosis"),
    ("lenses", "lens"),
    ("feet", "foot"),
    ("grandchildren", "grandchild"),
    ("formulae", "formula"),
    # Versions, and numbers with a unit.
    ("v2.7", "2.7"),
    ("16GB", "16 GB"),
    ("250ms", "250 ms"),
]

DIFFERENT = [
    ("exercise", "exorcize"),
    ("precise", "preach"),
    ("3.1", "3.10"),
    ("four", "for"),
    ("hour", "hor"),
]


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_two_forms_of_a_word_have_the_same_stems(one, other):
    assert stems(one) == stems(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_apart(one, other):
    assert stems(one) != stems(other)


@pytest.mark.parametrize(
    ("word", "family"), [("precise", "precisely"), ("promise", "promising"), ("raise", "raised")]
)
def test_a_word_in_ise_that_has_no_other_spelling_keeps_its_family(word, family):
    assert stems(word) == stems(family)


FORMS = [
    "da museum museer",
    "da artikel artikler artiklen",
    "da datter døtre",
    "de Algorithmus Algorithmen",
    "de Index Indizes",
    "de Prinzip Prinzipien",
    "de Video Videos",
    "es examen exámenes",
    "es unidad unidades",
    "es taller talleres",
    "fr jeu jeux",
    "fr menu menus",
    "fr photo photos",
    "fr inclus incluse inclusion",
    "it anno anni",
    "it occhio occhi",
    "nl dag dagen",
    "nl technicus technici",
    "nl categorie categorieën",
    "no bok bøker bøkene",
    "no artikkel artikler artikkelen",
    "pt perfil perfis",
    "pt difícil difíceis",
    "pt rei reis",
    "ru список списки списка",
    "ru кнопка кнопки кнопок",
    "ru владелец владельцы владельцев",
    "ru имя имени имена",
    "ru поток потока потоков",
    "ru палец пальцы",
    "ru строка строк",
    "sv nyckel nyckeln nycklar",
    "sv sida sidan sidor",
    "sv dator datorn datorer",
    "sv roman romaner",
    "sv museum museet museer",
]


@pytest.mark.parametrize("line", FORMS)
def test_irregular_forms_of_a_word_have_the_same_stem(line):
    language, *forms = line.split()
    assert len({Analyzer(language).stems(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("pt", "país", "pai"), ("sv", "plan", "pla"), ("ru", "урок", "урк"), ("fr", "refus", "refu")],
)
def test_a_word_that_has_such_an_ending_by_chance_keeps_it(language, one, other):
    analyzer = Analyzer(language)
    assert analyzer.stems(one) != analyzer.stems(other)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ar", "المدرسة", "مدرسة"),
        ("ar", "والكتاب", "كتاب"),
        ("he", "הספר", "ספר"),
        ("he", "ובבית", "בית"),
        ("he", "במכונית", "מכונית"),  # a word that begins with three such letters
        ("en", "הספר", "ספר"),  # known by its script: there is no stemmer for Hebrew
        ("zh", "機器學習", "机器学习"),
        ("zh", "語言", "语言"),
    ],
)
def test_prefixes_and_variants_of_other_scripts_are_equal(language, one, other):
    analyzer = Analyzer(language)
    assert analyzer.scored(one) == analyzer.scored(other)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("readNextLine", ("read", "next", "line")),
        ("HTTPServerFactory", ("http", "server", "factori")),
        ("fs.openSync", ("open", "sync")),
        ("iPhone", ()),
        ("LaTeX", ()),
        ("LLMs", ()),
        ("Word", ()),
        ("UPPER", ()),
    ],
)
def test_a_camel_case_name_is_indexed_by_its_words_too(name, words):
    [group] = ENGLISH.sequence(name)
    assert group.subwords == words
    assert set(words) <= set(ENGLISH.tokens(name).scored)
    assert not set(words) & set(group.exact)


@pytest.mark.parametrize(("version", "series"), [("2.4.1", "2.4"), ("1.2.3.4", "1.2"), ("2.4", "")])
def test_a_version_is_indexed_by_its_series_too(version, series):
    [group] = ENGLISH.sequence(version)
    assert group.subwords == tuple(filter(None, [series]))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("tar -xvf", ["tar", "xvf", "-xvf"]),
        ("returns -1 if", ["return", "1", "-1", "if"]),
        ("(-q)", ["q", "-q"]),
        ("well-known", ["well", "known", "wellknown"]),
        ("a - b", ["a", "b"]),
        ("x => y", ["x", "=>", "y"]),
        ("n := 1", ["n", ":=", "1"]),
        ("a ≤ b", ["a", "≤", "b"]),
        ("done 🎉", ["done", "🎉"]),
        ("a % b | c", ["a", "%", "b", "|", "c"]),
        ("50% of 3 × 4", ["50", "of", "3", "4"]),
        ("№ 5 & 6 - 7", ["№", "5", "6", "7"]),
        ("really?!", ["realli"]),
        ("--- ... ***", []),
    ],
)
def test_options_and_symbols_in_running_text_are_tokens(text, tokens):
    assert ENGLISH.tokens(text).scored == tokens


def stems(text):
    return [stem for group in ENGLISH.sequence(text) for stem in group.stems]
