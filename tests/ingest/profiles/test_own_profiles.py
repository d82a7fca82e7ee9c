"""A `wikisearch.toml` adds profiles and overrides those that come with the library."""

import pickle

import pytest

from tests.permissions import open_folder, permissions, without_root
from wikisearch.errors import SourceError
from wikisearch.ingest import load_profiles, parse_page, standard_profiles

PAGE = b"""<body class=mine><main><h1>T</h1><div class=ad>Buy this</div><p>Text.</p>
<div class=toc>Contents</div></main></body>"""


def load(folder, text):
    (folder / "wikisearch.toml").write_text(text, encoding="utf-8")
    return load_profiles(folder)


def text_of(profiles, html=PAGE):
    return parse_page(html, "x.html", profiles).sections[0].text


def test_without_a_file_the_standard_profiles_are_taken(tmp_path):
    assert load_profiles(tmp_path) is standard_profiles()
    assert load(tmp_path, "# nothing\n[profiles]\n[synonyms]\n") == standard_profiles()
    (tmp_path / "wikisearch.toml").unlink()
    (tmp_path / "wikisearch.toml").mkdir()
    assert load_profiles(tmp_path) is standard_profiles()


def test_own_profiles_come_first(tmp_path):
    own = load(tmp_path, '[profiles.mine]\nboilerplate = [".ad"]\nsigns.selectors = ["body.mine"]')
    assert own.ordered[0].name == "mine"
    assert text_of(own) == "Text."
    assert "Buy" in text_of(own, PAGE.replace(b"class=mine", b""))


def test_a_profile_without_signs_reads_every_page(tmp_path):
    assert text_of(load(tmp_path, '[profiles.mine]\nboilerplate = [".ad"]')) == "Text."


def test_a_standard_profile_can_be_extended(tmp_path):
    own = load(tmp_path, '[profiles.generic]\nboilerplate = [".ad"]\nkeep = [".toc"]')
    assert [each.name for each in own.ordered] == [
        each.name for each in standard_profiles().ordered
    ]
    assert text_of(own) == "Text.\nContents"


def test_a_profile_can_extend_another(tmp_path):
    own = load(
        tmp_path,
        '[profiles.mine]\nextends = "sphinx"\nnavigation = [".ad"]\nsigns.selectors = [".mine"]',
    )
    mine = own.ordered[0]
    sphinx = next(each for each in own.ordered if each.name == "sphinx")
    assert mine.main == sphinx.main
    assert {name: len(css) for name, css in mine.drops} == {
        name: len(css) + (name == "navigation") for name, css in sphinx.drops
    }


def test_the_first_folder_with_a_file_counts(tmp_path):
    (tmp_path / "a").mkdir()
    load(tmp_path, '[profiles.mine]\nboilerplate = [".ad"]')
    assert load_profiles(tmp_path / "a", tmp_path).ordered[0].name == "mine"


def test_the_fingerprint_changes_with_any_rule(tmp_path):
    texts = [
        '[profiles.mine]\nboilerplate = [".ad"]',
        '[profiles.mine]\nboilerplate = [".ads"]',
        '[profiles.mine]\nboilerplate = [".ad"]\norder = 5',
        "[profiles.sphinx]\nterm = true",
    ]
    prints = [load(tmp_path, text).fingerprint for text in texts]
    assert len({*prints, standard_profiles().fingerprint}) == len(texts) + 1
    assert load(tmp_path, texts[0]).fingerprint == prints[0]


def test_profiles_can_be_sent_to_a_worker(tmp_path):
    own = load(tmp_path, '[profiles.mine]\nboilerplate = ["div > .ad"]\nheading_number = "^x"')
    sent = pickle.loads(pickle.dumps(own))
    assert sent == own
    assert (sent.fingerprint, text_of(sent)) == (own.fingerprint, text_of(own))


MISTAKES = {
    "[profiles": "not a TOML file: ",
    f"x = {'[' * 5000}": "not a TOML file: ",
    "foo = 1": "foo: unknown key; keys are base_url, clean_urls, ",
    "[profile.ours]\nmain = ['x']": "profile: unknown key; keys are base_url, clean_urls, ",
    "[synonym]\nllm = []": "synonym: unknown key; keys are base_url, clean_urls, ",
    "[synonyms]\nllm = 'x'": "synonyms.llm: not a list of strings",
    "profiles = 1": "profiles: not a table",
    "[profiles]\nmine = 1": "profiles.mine: not a table",
    "[profiles.mine]\ncolour = 1": "profiles.mine.colour: unknown key; keys are aliases,",
    "[profiles.mine]\nmain = 'x'": "profiles.mine.main: not a list of strings",
    "[profiles.mine]\nmain = [1]": "profiles.mine.main: not a list of strings",
    "[profiles.mine]\norder = true": "profiles.mine.order: not a number",
    "[profiles.mine]\nterm = 1": "profiles.mine.term: not true or false",
    "[profiles.mine]\nmain = ['a[']": "profiles.mine.main: 'a[' is not a CSS selector: ",
    "[profiles.mine]\ndrop_lines = ['(']": (
        "profiles.mine.drop_lines: '(' is not a regular expression: "
    ),
    "[profiles.mine]\nextends = 'x'": "profiles.mine.extends: no profile 'x'; has aiwiki, docbook,",
    "[profiles.mine.signs]\nclass = 'x'": (
        "profiles.mine.signs.class: unknown key; keys are generator, headings, selectors"
    ),
    "[profiles.mine.signs]\nselectors = ['::']": (
        "profiles.mine.signs.selectors: '::' is not a CSS selector: "
    ),
    "[profiles.mine.signs]\ngenerator = '('": (
        "profiles.mine.signs.generator: '(' is not a regular expression: "
    ),
}


@pytest.mark.parametrize(("text", "expected"), MISTAKES.items())
def test_a_mistake_is_one_line_that_names_the_key(text, expected, tmp_path):
    with pytest.raises(SourceError) as refusal:
        load(tmp_path, text)
    message = str(refusal.value)
    assert message.startswith(f"{tmp_path / 'wikisearch.toml'}: {expected}")
    assert "\n" not in message


def test_a_file_that_may_not_be_read_is_not_passed_over():
    with open_folder() as folder:
        load(folder, "language = 'de'")
        for barred, mode in ((folder / "wikisearch.toml", 0), (folder, 0o444)):
            with (
                permissions(barred, mode),
                without_root(),
                pytest.raises(
                    SourceError, match=r"toml: cannot be read \(Permission denied\); make"
                ),
            ):
                load_profiles(folder)
