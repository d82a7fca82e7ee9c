"""Names of pages and sections besides their titles and headings."""

import pytest

from wikisearch.analysis import Analyzer
from wikisearch.analysis.names.name_keys import (
    is_written_as_code,
    page_names,
    path_suffixes,
    section_names,
)
from wikisearch.model.page import PageHead, Section

STOP_WORDS = Analyzer("en").stop_words


def head(title: str, page: str = "page") -> PageHead:
    return PageHead(page, f"{page}.html", title, (), "", "", "en")


@pytest.mark.parametrize(
    ("heading", "path", "ends"),
    [
        ("fs.readFile(path[, options], callback)", "fs.readFile", ["readFile"]),
        ("QStringList QString::split(const QString &sep) const", "QString::split", ["split"]),
        ("pub fn push(&mut self, value: T)", "push", []),
        ("map(Fun, List1) -> List2", "map", []),
        ("free()", "free", []),
        ("sqlalchemy.orm.Session", "sqlalchemy.orm.Session", ["orm Session", "Session"]),
        ("toObject", "toObject", []),
    ],
)
def test_a_heading_that_declares_something_gives_its_name(heading, path, ends):
    section = Section(heading, heading, 2, ("Two words", heading), "")
    full, last = section_names(section, head("Two words"), STOP_WORDS)
    assert set(full) == {heading, path}
    assert list(last) == ends


@pytest.mark.parametrize(
    "heading",
    [
        "Why it matters",
        "How to use print()",
        "What is f(x)?",
        "Setting option(s)",
        "Softmax (temperature)",
        "Installation (RHEL)",
        "Failed jobs (DLQ)",
        "Node.js",
        "The sum of f(x) and g(x)",
    ],
)
def test_a_heading_of_words_gives_no_other_name(heading):
    section = Section(heading, "anchor", 2, ("Two words", heading), "")
    assert section_names(section, head("Two words"), STOP_WORDS) == ((heading,), ())


@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Dead letter queue (DLQ)", ("Dead letter queue", "DLQ")),
        ("DLQ (dead letter queue)", ("DLQ", "dead letter queue")),
        ("Large language models (LLMs)", ("Large language models", "LLMs", "LLM")),
    ],
)
def test_a_heading_that_explains_an_acronym_gives_both_names(heading, names):
    section = Section(heading, "anchor", 2, ("Two words", heading), "")
    assert section_names(section, head("Two words"), STOP_WORDS) == ((heading, *names), ())


@pytest.mark.parametrize(
    ("page", "heading", "name"),
    [
        (head("Class ArrayUtils"), "toObject", "ArrayUtils.toObject"),
        (head("Class Pair<L,R>", "org/lang/Pair"), "of", "Pair.of"),
        (head("lists"), "map(Fun, List1) -> List2", "lists.map"),
        (head("git-push(1)"), "force", "git-push.force"),
    ],
)
def test_a_declared_name_is_also_qualified_by_its_page(page, heading, name):
    section = Section(heading, heading, 2, (page.title, heading), "")
    assert name in section_names(section, page, STOP_WORDS).full


def test_a_qualified_name_is_not_qualified_again():
    section = Section("QString::split(sep)", "split", 2, ("QString Class",), "")
    full = section_names(section, head("QString Class"), STOP_WORDS).full
    assert full == ("QString::split(sep)", "QString::split")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("asyncio — Asynchronous I/O", "asyncio"),
        ("git-rebase(1)", "git-rebase"),
        ("cmake-generator-expressions(7)", "cmake-generator-expressions"),
        ("Eigen::Matrix Class Template Reference", "Eigen::Matrix"),
        ("Class StringUtils", "StringUtils"),
        ("QString Class", "QString"),
        ("struct sockaddr_in", "sockaddr_in"),
        ("Mercury (planet)", "Mercury"),
        ("list initialization (since C++11)", "list initialization"),
    ],
)
def test_a_page_has_the_name_in_its_title(title, name):
    assert page_names(head(title)) == (title, name)


@pytest.mark.parametrize(
    "title",
    ["Class imbalance", "Function Calling", "Type I error", "Ensemble class", "GPT-3 (2020)"],
)
def test_a_title_of_words_is_the_only_name(title):
    assert page_names(head(title)) == (title,)


@pytest.mark.parametrize(
    ("title", "page", "ends"),
    [
        ("std::map::insert", "cpp/map/insert", ["mapinsert", "insert"]),
        ("std::vector::operator[]", "cpp/at", ["vectoroperator[]", "operator[]"]),
        ("std::vector::vector", "cpp/vector", ["vectorvector"]),
        ("numpy.linalg.norm", "generated/numpy.linalg.norm", ["linalgnorm", "norm"]),
        ("numpy.linalg.norm", "norm", []),
        ("package.json", "files/package.json", []),
        ("std::swap(std::pair)", "cpp/swap", []),
        ("A page of words", "page", []),
    ],
)
def test_a_path_as_a_title_also_gives_its_last_parts(title, page, ends):
    assert [Analyzer().folded_name(end) for end in path_suffixes(head(title, page))] == ends


def test_a_long_title_without_a_space_is_read_in_linear_time():
    assert not is_written_as_code("gpt4" * 400_000)
    assert not is_written_as_code("gpt4" * 400_000 + " gpt4(s)")
    assert is_written_as_code("gpt4" * 400_000 + "(x)")
