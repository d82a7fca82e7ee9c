"""Errors have fields, print as one line, and keep both across processes."""

import copy
import pickle

import pytest

from wikisearch.errors import (
    IndexDamagedError,
    OptionError,
    PageError,
    WikisearchError,
    WorkerDiedError,
)

ERRORS = {
    "subject: problem; remedy": WikisearchError("subject", "problem", "remedy"),
    "limit: must be positive": OptionError("limit", "must be positive"),
    "two lines.html: empty file": PageError("two\nlines.html", "empty file", transient=True),
    "a.html: the process that read it was killed": WorkerDiedError("a.html"),
    "index/CURRENT: is missing; run it": IndexDamagedError("index/CURRENT", "is missing", "run it"),
}


@pytest.mark.parametrize(("line", "error"), ERRORS.items())
def test_an_error_is_one_line_of_its_fields(line, error):
    assert str(error) == line


@pytest.mark.parametrize("error", ERRORS.values(), ids=str)
@pytest.mark.parametrize("copied", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_a_copy_of_an_error_has_the_same_fields(error, copied):
    other = copied(error)
    assert (type(other), str(other), vars(other)) == (type(error), str(error), vars(error))


def test_a_page_error_names_its_path_and_reason():
    error = PageError("a.html", "empty file")
    assert (error.path, error.reason, error.transient) == ("a.html", "empty file", False)
    assert WorkerDiedError("a.html").transient
