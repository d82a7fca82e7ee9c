"""What the pages of the project say is true: every example in them is run."""

import ast
import doctest
import json
import os
import re
import shlex
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import click
import jsonschema
import pytest

import wikisearch
from wikisearch.cli import wikisearch as command
from wikisearch.model.query import MOST_EXPANSIONS
from wikisearch.model.results import MatchType
from wikisearch.query import lexer, parser

ROOT = Path(__file__).parents[1]
DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "docs/query-language.md",
    "docs/opensearch.md",
    "docs/scale-ingestion.md",
    "docs/scale.md",
)
LANGUAGES = {"console", "json", "python", "sh", "text"}

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^##+ (.*)$", re.MULTILINE)
LINK = re.compile(r"\[[^\]]*\]\(([^)]+)\)")
NAMED_FILE = re.compile(r"`((?:wikisearch|tests|corpus)/[\w./-]*)`")
NAMED_IN_LIBRARY = re.compile(r"`wikisearch\.(\w+)")


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name, language):
    return [body for found, body in BLOCK.findall(text_of(name)) if found == language]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with `corpus` and `tests`, and `wikisearch` among the commands."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (folder / "tests").symlink_to(ROOT / "tests")
    (folder / "bin").mkdir()
    script = folder / "bin" / "wikisearch"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wikisearch "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


# --- shell examples -----------------------------------------------------------------------------


def examples(session):
    """Commands of a console session, each with the lines that should follow it."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield line, output.splitlines()


def matches(expected, line):
    """Whether a line is the expected one, where `...` stands for anything."""
    pattern = ".*".join(map(re.escape, expected.split("...")))
    return re.fullmatch(pattern, line.rstrip())


def assert_follows(expected, said, line):
    """Every expected line in its order; `...` alone, or the end, passes over others."""
    lines = iter(said)
    skipping = False
    for wanted in expected:
        if wanted.strip() == "...":
            skipping = True
            continue
        for found in lines:
            if matches(wanted, found):
                break
            assert skipping, f"$ {line}\nexpected: {wanted}\n     got: {found}"
        else:
            pytest.fail(
                f"$ {line}\nexpected: {wanted}\nand it did not come in:\n" + "\n".join(said)
            )
        skipping = False


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_shell_example_says_what_the_page_says(name, folder):
    for session in blocks(name, "console"):
        assert list(examples(session)), session
        for line, expected in examples(session):
            done = subprocess.run(
                ["sh", "-c", line],
                cwd=folder,
                env={
                    **os.environ,
                    "PATH": f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
                    "PYTHONPATH": str(ROOT),
                    "COLUMNS": "100",
                },
                capture_output=True,
                text=True,
                timeout=120,
                check=False,
            )
            code = f"[exit code {done.returncode}]" if done.returncode else ""
            said = [*done.stdout.splitlines(), *done.stderr.splitlines(), *filter(None, [code])]
            assert bool(code) == any(each.startswith("[exit code") for each in expected), said
            assert_follows(expected, said, line)


def test_every_command_to_set_things_up_is_there():
    """These would set up environments of their own, so they are looked at, not run."""
    lines = [line for body in blocks("README.md", "sh") for line in body.splitlines() if line]
    assert lines
    for line in lines:
        tool, *arguments = shlex.split(line)
        if tool == "make":
            assert re.search(rf"^{arguments[0]}:", text_of("Makefile"), re.MULTILINE), line
        else:
            assert line == "pip install ."


def test_the_demo_is_what_the_page_says():
    recipe = text_of("Makefile").partition("\ndemo:")[2].partition("\n\n")[0]
    assert "wikisearch index corpus --index index" in recipe
    assert 'wikisearch query "cost barrier" --index index' in recipe


# --- Python examples ----------------------------------------------------------------------------


def run_doctest(text, name, folder, monkeypatch):
    monkeypatch.chdir(folder)
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=said.append)
    assert not runner.failures, "".join(said)


def test_the_examples_of_the_package_run(folder, monkeypatch):
    run_doctest(wikisearch.__doc__, "wikisearch", folder, monkeypatch)


def test_the_python_examples_of_the_readme_run(folder, monkeypatch):
    run_doctest("\n".join(blocks("README.md", "python")), "README.md", folder, monkeypatch)


def test_no_other_module_has_an_example_that_nobody_runs():
    modules = (ROOT / "wikisearch").rglob("*.py")
    found = {path for path in modules if ">>>" in path.read_text(encoding="utf-8")}
    assert found == {ROOT / "wikisearch" / "__init__.py"}


# --- JSON, fields, exit codes -------------------------------------------------------------------


def test_the_json_of_the_readme_is_valid():
    schema = json.loads(files("wikisearch.render").joinpath("results.schema.json").read_text())
    [answer] = blocks("README.md", "json")
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer))


@pytest.fixture(scope="module")
def corpus_index(folder):
    with wikisearch.build(folder / "corpus", folder / "another", workers=1) as index:
        yield index


def test_every_query_in_the_readme_is_understood_as_it_stands(corpus_index):
    section = text_of("README.md").partition("## What can be asked")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    queries = re.findall("`([^`]+)`", "".join(rows))
    assert len(queries) > 10
    for query in queries:
        results = corpus_index.search(query)
        assert results.warnings == (), query
        assert results.total, query


def test_every_operator_of_the_language_finds_something(corpus_index):
    section = text_of("docs/query-language.md").partition("## Operators")[2].partition("\n## ")[0]
    examples = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert len(examples) > 20
    for query in [*examples, "morelike:gan|vae"]:
        results = corpus_index.search(query)
        assert results.warnings == (), query
        assert results.total, query


def test_the_order_of_answers_is_that_of_the_kinds_of_match():
    section = text_of("docs/query-language.md").partition("## The order of answers")[2]
    assert re.findall(r"^\d+\. `(\w+)`", section, re.MULTILINE) == list(map(str, MatchType))


def test_the_limits_of_the_language_are_those_of_the_code():
    section = text_of("docs/query-language.md").partition("## Limits")[2].partition("\n## ")[0]
    limits = re.findall(r"^\|[^|]+\| ([\d,]+) \|", section, re.MULTILINE)
    assert [int(limit.replace(",", "")) for limit in limits] == [
        parser.MOST_WORDS,
        parser.MOST_PIECES,
        parser.DEEPEST,
        lexer.MOST_SLOP,
        lexer.MOST_EDITS,
        MOST_EXPANSIONS,
    ]


def test_every_spelling_in_the_readme_finds_what_it_says(corpus_index):
    section = text_of("README.md").partition("Punctuation may be left out")[2].partition("\n- ")[0]
    pairs = re.findall(r"`([^`]+)` finds ([^,;.]+)", " ".join(section.split()))
    assert len(pairs) > 3
    for query, title in pairs:
        assert corpus_index.search(query)[0].title == title, query


def test_text_without_spaces_is_found_as_the_limits_say(tmp_path):
    (tmp_path / "page.html").write_text(
        '<meta charset="utf-8"><h1>機械</h1><p>深層学習。あれこれ', encoding="utf-8"
    )
    with wikisearch.build(tmp_path / "page.html", tmp_path / "index") as index:
        assert index.search("深層学習").total
        assert index.search("深層*").total
        assert index.search("学習").total
        assert index.search("学").total
        assert not index.search("習学").total


# --- every page ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_block_has_a_language_that_is_checked(name):
    assert {language for language, _ in BLOCK.findall(text_of(name))} <= LANGUAGES
    assert text_of(name).count("```") == 2 * len(BLOCK.findall(text_of(name)))


def test_there_are_examples_links_and_names_to_check():
    pages = [text_of(name) for name in DOCUMENTS]
    assert sum(len(blocks(name, "console")) for name in DOCUMENTS) > 10
    assert sum(len(LINK.findall(page)) for page in pages) > 10
    assert sum(len(NAMED_FILE.findall(page)) for page in pages) > 3
    assert sum(len(NAMED_IN_LIBRARY.findall(page)) for page in pages) > 3


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_somewhere(name):
    for target in LINK.findall(text_of(name)):
        if not target.startswith("https://"):
            assert (ROOT / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_file_that_is_named_is_there(name):
    for named in NAMED_FILE.findall(text_of(name)):
        assert (ROOT / named).exists(), named


def test_the_map_of_the_house_has_every_room_and_asks_a_question_of_each():
    headings = HEADING.findall(text_of("ARCHITECTURE.md"))
    rooms = {path.parent.name for path in (ROOT / "wikisearch").glob("*/__init__.py")}
    signs = dict(re.match(r"`(\w+)/`: (.*)", each).groups() for each in headings if "/`" in each)
    assert set(signs) == rooms
    assert all(sign.endswith("?") for sign in signs.values())


NAMED_MODULES = re.findall(r"`([a-z_/]+\.(?:py|toml|txt|json))`", text_of("ARCHITECTURE.md"))


@pytest.mark.parametrize("named", dict.fromkeys(NAMED_MODULES))
def test_every_module_that_the_map_names_is_one_file(named):
    package = ROOT / "wikisearch"
    if (package / named).exists() or (ROOT / named).exists():
        found = [named]
    else:  # the end of a path that no other file has
        found = [path for path in package.rglob(Path(named).name) if path.match(named)]
    assert len(found) == 1, found


def test_every_name_of_the_library_that_a_page_names_exists():
    for name in DOCUMENTS:
        for named in NAMED_IN_LIBRARY.findall(text_of(name)):
            assert named in wikisearch.__all__ or named == "toml", named


# --- the help of the commands -------------------------------------------------------------------

COMMANDS = command.list_commands(click.Context(command))


def help_examples(name):
    text = command.get_command(click.Context(command), name).help
    _, marker, found = text.partition("Examples:\n")
    assert marker, f"{name} has no examples"
    return [line.strip() for line in found.strip().splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_examples_that_parse(name):
    assert help_examples(name)
    for line in help_examples(name):
        program, named, *arguments = shlex.split(re.sub(r"\s>>?\s.*", "", line))
        assert (program, named) == ("wikisearch", name)
        parsed = command.get_command(click.Context(command), name)
        parsed.make_context(name, list(arguments))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_help(name):
    options = command.get_command(click.Context(command), name).params
    assert not [each.name for each in options if isinstance(each, click.Option) and not each.help]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name):
    assert f"wikisearch {name}" in text_of("README.md")


def test_the_changelog_is_kept_in_form():
    text = text_of("CHANGELOG.md")
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert "## [Unreleased]" in text
    entries = re.split(r"^- ", text.partition("## [Unreleased]")[2], flags=re.MULTILINE)[1:]
    assert entries
    assert all(entry.partition("\n#")[0].strip().endswith(".") for entry in entries)


TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_file_says_what_it_is_about(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
