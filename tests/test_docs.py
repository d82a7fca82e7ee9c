"""The documentation is correct: every example is run, and every name and link is checked."""

import ast
import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import click
import jsonschema
import pytest

import wikisearch
from bench.__main__ import argument_parser
from wikisearch.analysis import Analyzer
from wikisearch.cli import wikisearch as command
from wikisearch.cli.exit_codes import exit_codes_of
from wikisearch.engines.registry import engine_named
from wikisearch.ingest import read_page
from wikisearch.mapping.documents import documents
from wikisearch.model.query import MAX_EXPANSIONS
from wikisearch.model.results import MatchType
from wikisearch.query import lexer, limits, parse, parser, plan_query
from wikisearch.query.fields import FIELDS

ROOT = Path(__file__).parents[1]
DECISIONS = sorted((ROOT / "docs/decisions").glob("[0-9]*.md"))
DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").rglob("*.md"))),
)
LANGUAGES = {"console", "json", "python", "sh", "text", "toml"}

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADING_1 = re.compile(r"^# (.*)$", re.MULTILINE)
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
    """A working directory with `corpus`, `tests` and the command `wikisearch`."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "corpus").symlink_to(ROOT / "corpus")
    (folder / "tests").symlink_to(ROOT / "tests")
    (folder / "bin").mkdir()
    script = folder / "bin" / "wikisearch"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wikisearch "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder


# --- shell examples -------------------------------------------------------------------------------


def examples(session):
    """Yield the commands of a console session with their expected output lines."""
    for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
        line, _, output = part.partition("\n")
        yield line, output.splitlines()


def matches(expected, line):
    """Whether a line equals the expected one; `...` matches any text."""
    pattern = ".*".join(map(re.escape, expected.split("...")))
    return re.fullmatch(pattern, line.rstrip())


def assert_follows(expected, output, line):
    """Check the expected lines in order; `...` alone, and the end, skip any lines."""
    lines = iter(output)
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
            pytest.fail(f"$ {line}\nexpected: {wanted}\nbut the output is:\n" + "\n".join(output))
        skipping = False


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_shell_example_prints_what_the_page_shows(name, folder):
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
            output = [*done.stdout.splitlines(), *done.stderr.splitlines(), *filter(None, [code])]
            assert bool(code) == any(shown.startswith("[exit code") for shown in expected), output
            assert_follows(expected, output, line)


def test_every_setup_command_exists():
    """Setup commands create environments, so the test checks them without running them."""
    lines = [line for body in blocks("README.md", "sh") for line in body.splitlines() if line]
    assert lines
    for line in lines:
        tool, *arguments = shlex.split(line)
        if tool == "make":
            assert re.search(rf"^{arguments[0]}:", text_of("Makefile"), re.MULTILINE), line
        else:
            assert line == "pip install ."


SHELL_LINES = {
    line: name
    for name in DOCUMENTS
    for body in (*blocks(name, "sh"), *blocks(name, "text"))
    for line in body.splitlines()
    if line.startswith(("wikisearch ", "python -m "))
}


def test_there_are_shell_lines_to_check():
    assert len(SHELL_LINES) > 10


@pytest.mark.parametrize("line", SHELL_LINES)
def test_every_shell_line_has_valid_options(line):
    program, *arguments = shlex.split(line, comments=True)
    if program == "wikisearch":
        parsed = command.get_command(click.Context(command), arguments[0])
        parsed.make_context(arguments[0], arguments[1:])
    elif arguments[:2] == ["-m", "bench"]:
        argument_parser().parse_args(arguments[2:])
    else:
        assert find_spec(arguments[1])


def test_make_demo_runs_the_commands_of_the_readme():
    recipe = text_of("Makefile").partition("\ndemo:")[2].partition("\n\n")[0]
    assert "wikisearch index corpus --index index" in recipe
    assert 'wikisearch query "cost barrier" --index index' in recipe


# --- Python examples ------------------------------------------------------------------------------


def run_doctest(text, name, folder, monkeypatch):
    monkeypatch.chdir(folder)
    test = doctest.DocTestParser().get_doctest(text, {}, name, name, 0)
    assert test.examples
    output = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=output.append)
    assert not runner.failures, "".join(output)


def test_the_examples_of_the_package_run(folder, monkeypatch):
    run_doctest(wikisearch.__doc__, "wikisearch", folder, monkeypatch)


def test_the_python_examples_of_the_readme_run(folder, monkeypatch):
    run_doctest("\n".join(blocks("README.md", "python")), "README.md", folder, monkeypatch)


def test_no_other_module_has_an_example_that_no_test_runs():
    modules = (ROOT / "wikisearch").rglob("*.py")
    found = {path for path in modules if ">>>" in path.read_text(encoding="utf-8")}
    assert found == {ROOT / "wikisearch" / "__init__.py"}


# --- JSON, fields, exit codes ---------------------------------------------------------------------


def test_the_json_of_the_readme_is_the_output_of_the_command(folder):
    [shown] = map(json.loads, blocks("README.md", "json"))
    line = re.search("`wikisearch (query [^`]+ --json [^`]+)`", text_of("README.md"))[1]
    subprocess.run([folder / "bin/wikisearch", "index", "corpus"], cwd=folder, check=False)
    done = subprocess.run(
        [folder / "bin/wikisearch", *shlex.split(line)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    printed = json.loads(done.stdout)
    assert printed.pop("processing_time_ms") > 0 < shown["processing_time_ms"]
    assert shown == {**printed, "processing_time_ms": shown["processing_time_ms"]}
    schema = json.loads(files("wikisearch.render").joinpath("results.schema.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(shown)


@pytest.fixture(scope="module")
def corpus_index(folder):
    with wikisearch.build(folder / "corpus", folder / "another", workers=1) as index:
        yield index


def test_every_query_in_the_readme_finds_terms_without_a_warning(corpus_index):
    section = text_of("README.md").partition("## Query language")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    queries = re.findall("`([^`]+)`", "".join(rows))
    assert len(queries) > 10
    for query in queries:
        results = corpus_index.search(query)
        assert results.warnings == (), query
        assert results.total, query


def test_every_operator_of_the_query_language_finds_terms(corpus_index):
    section = text_of("docs/query-language.md").partition("## Operators")[2].partition("\n## ")[0]
    examples = re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE)
    assert len(examples) > 15
    fields = [field.example for field in FIELDS]
    for query in [*examples, *fields, "morelike:gan|vae"]:
        results = corpus_index.search(query)
        assert results.warnings == (), query
        assert results.total, query


def test_the_documented_fields_are_the_rows_of_the_table():
    section = text_of("docs/query-language.md").partition("## Fields")[2].partition("\n## ")[0]
    rows = [row.strip("| ") for row in section.splitlines() if row.startswith("| `")]
    assert rows == [documented(field) for field in FIELDS]


def documented(field):
    """Row of a field in the table of the docs."""
    name, *others = (f"`{name}`" for name in field.names)
    cells = [name, ", ".join(others), f"`{field.example}`", field.meaning]
    return " | ".join(cells).replace("|  |", "| |")


def test_the_grammar_names_every_field():
    grammar = text_of("docs/query-language.md").partition("## Grammar")[2].partition("\nword ")[0]
    names = re.findall(r'"(\w+)"', grammar.partition("\nfield ")[2])
    assert names == [field.names[0] for field in FIELDS]


def test_the_documented_order_of_results_is_the_order_of_match_types():
    section = text_of("docs/query-language.md").partition("## The order of answers")[2]
    assert re.findall(r"^\d+\. `(\w+)`", section, re.MULTILINE) == list(map(str, MatchType))


def test_the_documented_limits_are_the_limits_of_the_code():
    section = text_of("docs/query-language.md").partition("## Limits")[2].partition("\n## ")[0]
    numbers = re.findall(r"^\|[^|]+\| ([\d,]+) \|", section, re.MULTILINE)
    assert [int(number.replace(",", "")) for number in numbers] == [
        limits.MAX_CHARACTERS,
        limits.MAX_TOKENS,
        parser.MAX_WORDS,
        parser.MAX_DEPTH,
        lexer.MAX_SLOP,
        lexer.MAX_EDITS,
        MAX_EXPANSIONS,
    ]


def test_every_spelling_in_the_readme_finds_its_title(corpus_index):
    section = text_of("README.md").partition("Punctuation is optional")[2].partition("\n- ")[0]
    pairs = re.findall(r"`([^`]+)` finds ([^,;.]+)", " ".join(section.split()))
    assert len(pairs) > 3
    for query, title in pairs:
        assert corpus_index.search(query)[0].title == title, query


def test_unsegmented_text_is_found_by_its_characters(tmp_path):
    (tmp_path / "page.html").write_text(
        '<meta charset="utf-8"><h1>機械</h1><p>深層学習。あれこれ', encoding="utf-8"
    )
    with wikisearch.build(tmp_path / "page.html", tmp_path / "index") as index:
        assert index.search("深層学習").total
        assert index.search("深層*").total
        assert index.search("学習").total
        assert index.search("学").total
        assert not index.search("習学").total


# --- every page -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_code_block_has_a_known_language(name):
    assert {language for language, _ in BLOCK.findall(text_of(name))} <= LANGUAGES
    assert text_of(name).count("```") == 2 * len(BLOCK.findall(text_of(name)))


def test_there_are_examples_links_and_names_to_check():
    pages = [text_of(name) for name in DOCUMENTS]
    sessions = [session for name in DOCUMENTS for session in blocks(name, "console")]
    assert sum(len(list(examples(session))) for session in sessions) > 15
    assert sum(len(LINK.findall(page)) for page in pages) > 10
    assert sum(len(NAMED_FILE.findall(page)) for page in pages) > 3
    assert sum(len(NAMED_IN_LIBRARY.findall(page)) for page in pages) > 3


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_link_leads_to_a_file_and_a_heading(name):
    for target in LINK.findall(text_of(name)):
        if not target.startswith("https://"):
            path, _, anchor = target.partition("#")
            file = ROOT / Path(name).parent / path if path else ROOT / name
            assert file.exists(), target
            assert not anchor or anchor in anchors(file), target


def anchors(file):
    """Anchors of the headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_named_file_exists(name):
    for named in NAMED_FILE.findall(text_of(name)):
        assert (ROOT / named).exists(), named


# --- ARCHITECTURE.md and the decisions ------------------------------------------------------------


def architecture(heading):
    return text_of("ARCHITECTURE.md").partition(f"\n## {heading}")[2].partition("\n## ")[0]


def test_the_architecture_fits_on_150_lines():
    assert len(text_of("ARCHITECTURE.md").splitlines()) <= 150


def test_the_architecture_describes_every_package_from_the_bottom_up():
    described = re.findall(r"^- `(\w+)(?:/|\.py)`: ", architecture("Packages"), re.MULTILINE)
    modules = {path.stem for path in (ROOT / "wikisearch").glob("*.py")} - {"__init__", "__main__"}
    assert set(described) == modules | {
        path.parent.name for path in (ROOT / "wikisearch").glob("*/__init__.py")
    }
    contracts = tomllib.loads(text_of("pyproject.toml"))["tool"]["importlinter"]["contracts"]
    [layers] = [each["layers"] for each in contracts if each.get("containers") == ["wikisearch"]]
    height = {
        name.strip(" ()"): -row for row, layer in enumerate(layers) for name in layer.split("|")
    }
    assert [height[name] for name in described] == sorted(height[name] for name in described)


NAMED_PATH = re.compile(r"`([a-z_]+(?:/[\w.]*)+)`")
NAMED_PATHS = {
    named: page
    for page in ("ARCHITECTURE.md", *(f"docs/decisions/{path.name}" for path in DECISIONS))
    for named in NAMED_PATH.findall(text_of(page))
}


def test_the_architecture_names_many_paths():
    assert len(set(NAMED_PATH.findall(text_of("ARCHITECTURE.md")))) > 30


@pytest.mark.parametrize("named", NAMED_PATHS)
def test_every_path_that_the_architecture_or_a_decision_names_exists(named):
    pattern = named.rstrip("/").replace("NAME", "*")
    folders = (ROOT, ROOT / "wikisearch")
    assert any(any(folder.glob(pattern)) for folder in folders), NAMED_PATHS[named]


def test_the_first_walk_shows_real_values(corpus_index):
    page = read_page(ROOT / "corpus/foundation-model.html")
    analyzer = Analyzer(*("en",))
    [section] = [section for section in page.sections if section.anchor == "the-cost-barrier"]
    made = {document.key: document for document in documents(page, analyzer)}
    document = made["foundation-model#the-cost-barrier"]
    tokens = analyzer.tokens("most expensive things")
    engine = engine_named("whoosh")
    with engine.open(next(corpus_index.directory.glob("generation-*"))) as reader:
        statistics = reader.statistics(["cost", "barrier"])
    assert_shown(
        "First walk",
        f"`{page.id}`",
        f"`{page.title}`",
        f"`{page.aliases}`",
        f"`{page.category}`",
        f"{len(page.sections)} sections",
        f"{len(page.links)} links",
        f"`{section.anchor}`",
        f"`{section.hierarchy}`",
        f"`{tuple(tokens.exact)}`",
        f"`{tuple(tokens.scored)}`",
        f"`{document.key}`",
        f"{len(document.scored)} tokens",
        f"`{document.scored[:10]}`",
        f"{statistics.doc_freqs['barrier']} of {statistics.doc_count:,} documents",
        f"frequency {document.scored.count('barrier')}: three from the heading, two from",
        f"`cost` is in {statistics.doc_freqs['cost']} documents",
    )
    assert "among the most expensive things" in section.text


def test_the_second_walk_shows_real_values(corpus_index):
    tree, warnings = parse("cost barrier")
    assert not warnings
    plan = plan_query(tree, Analyzer(*("en",)))
    engine = engine_named("whoosh")
    with engine.open(next(corpus_index.directory.glob("generation-*"))) as reader:
        strict, relaxed = (reader.search(query, 10) for query in (plan.strict, plan.relaxed))
    [hit, *_] = corpus_index.search("cost barrier", explain=True)
    words, proximity, links = hit.explanation.parts
    assert_shown(
        "Second walk",
        f"`{tree}`",
        f"`{plan.strict}`",
        f"`{plan.relaxed}`",
        f"matches {strict.pages} page",
        f"{relaxed.total} sections on {relaxed.pages} pages",
        f"`{strict.best[0].key}`",
        f"{words.value:.3f}: {words.parts[0].value:.3f} for `cost` and",
        f"{words.parts[1].value:.3f} for the rarer `barrier`",
        f"{proximity.value:.3f} because its words",
        f"{links.value:.3f} because other pages",
        f"{hit.score:.3f}",
        f"`{hit.title}`",
        f"`{hit.sections[0].title}`",
    )


def assert_shown(heading, *values):
    """Check that a walk shows the values, in this order."""
    rest = " ".join(architecture(heading).split())
    for value in values:
        _, found, rest = rest.partition(value)
        assert found, value


def test_every_decision_is_listed_and_has_its_three_parts():
    row = re.compile(r"^- (\d{3}) \[(.+)\]\((.+)\)$", re.MULTILINE)
    listed = row.findall(text_of("docs/decisions/README.md"))
    titles = [
        (path.name[:3], HEADING_1.search(path.read_text("utf-8"))[1], path.name)
        for path in DECISIONS
    ]
    assert listed == titles
    for path in DECISIONS:
        headings = HEADING.findall(path.read_text(encoding="utf-8"))
        assert headings[:3] == ["Context", "Decision", "Consequence"], path


def test_the_index_of_the_documentation_lists_every_page():
    links = {target.partition("#")[0] for target in LINK.findall(text_of("docs/README.md"))}
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"README.md"}
    assert pages <= links


def test_every_documented_public_name_exists():
    for name in DOCUMENTS:
        for named in NAMED_IN_LIBRARY.findall(text_of(name)):
            assert named in wikisearch.__all__ or named == "toml", named


# --- the help of the commands ---------------------------------------------------------------------

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


def test_the_readme_documents_when_a_command_exits_with_1():
    rows = re.findall(r"^\| `wikisearch (\w+)` \|.*\| (.+) \|$", text_of("README.md"), re.MULTILINE)
    assert sorted(name for name, _ in rows) == sorted(COMMANDS)
    for name, meaning in rows:
        codes = exit_codes_of(command.get_command(click.Context(command), name))
        assert ("; 1 " in codes) == (meaning != "–"), name


def test_the_changelog_follows_keep_a_changelog():
    text = text_of("CHANGELOG.md")
    kinds = set(re.findall(r"^### (.*)$", text, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    versions = re.findall(r"^## \[(.*?)\]", text, re.MULTILINE)
    assert versions[:2] == ["Unreleased", wikisearch.__version__]
    assert re.search(r"^## \[[\d.]+\] - \d{4}-\d\d-\d\d$", text, re.MULTILINE)


CHANGELOG_NOTES = {
    "The first version.",
    "An index of an earlier version must be built again.",
}


def test_the_changelog_has_one_line_for_each_change():
    for line in text_of("CHANGELOG.md").partition("## [Unreleased]")[2].splitlines():
        if line.startswith("- "):
            assert line.endswith("."), line
        else:
            assert not line or line[0] == "#" or line in CHANGELOG_NOTES, line


TESTS = sorted((ROOT / "tests").rglob("test_*.py"))


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_file_has_a_docstring(path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_no_two_test_files_have_the_same_name():
    # pytest imports a test file by its name alone.
    assert len({path.name for path in TESTS}) == len(TESTS)
