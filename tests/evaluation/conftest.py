"""Judged queries on disk, and two small indexes."""

import pytest

import wikisearch
from wikisearch.evaluation import Level, read_task

PAGES = {
    "ant": ("Ant", "Lives in a colony with one queen.", "It follows trails."),
    "bee": ("Bee", "Collects nectar for the queen of the hive.", "It dances."),
    "wasp": ("Wasp", "Builds a nest of paper.", "It hunts."),
    "deep/moth": ("Moth", "Flies at night to the light.", "It has a proboscis."),
}

QUERIES = "q1\tqueen\nq2\tpaper nest\nq3\tproboscis\nq4\twasp\n"
QRELS = "q1 0 ant 2\nq1 0 bee 1\nq2 0 wasp 1\nq3 0 deep/moth 1\nq4\t0\twasp\t1\n"


def write_pages(folder, pages):
    for name, (title, first, second) in pages.items():
        file = folder / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<html lang="en"><h1>{title}</h1><p>{first}</p><h2 id="habits">Habits</h2>'
            f"<p>{second}</p></html>",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(scope="session")
def indexes(tmp_path_factory):
    """Two indexes: `whole` has all pages, `poor` has all but the moth."""
    folder = tmp_path_factory.mktemp("evaluation")
    write_pages(folder / "pages", PAGES)
    write_pages(folder / "fewer", {name: PAGES[name] for name in ("ant", "bee", "wasp")})
    wikisearch.build(folder / "pages", folder / "whole").close()
    wikisearch.build(folder / "fewer", folder / "poor").close()
    return folder


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def written(name, text):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return tmp_path / name

    return written


@pytest.fixture
def task(write):
    """Make a task from these texts."""

    def made(qrels=QRELS, level=Level.PAGE, queries=QUERIES, classes=None):
        return read_task(
            write("queries.tsv", queries),
            write("qrels.txt", qrels),
            level,
            write("classes.tsv", classes) if classes is not None else None,
        )

    return made


@pytest.fixture
def search(indexes):
    """Open one of the indexes as a search function."""
    opened = []

    def function(name):
        opened.append(wikisearch.open(indexes / name))
        return lambda text, limit: opened[-1].search(text, limit=limit)

    yield function
    for index in opened:
        index.close()
