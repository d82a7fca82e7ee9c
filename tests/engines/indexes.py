"""Small indexes in folders, and everything that a reader returns for one."""

from tests.search.wikis import page
from wikisearch.model.document import Document
from wikisearch.model.query import And, Everything, Fuzzy, Keyword, Not, Or, Phrase, Prefix, Term

PAGES = [
    page("Token", "A token is a piece of text.", {"Cost": "Paid by the token."}, category="Basics"),
    page("Embedding", "Numbers for a token.", {"Distance": "Near numbers, near meanings."}),
    page("Café", "A place with a long text: " + "more words " * 50, aliases=["Coffee house"]),
    page("Prompt", "What a model is given. " * 20),
]
QUERIES = [
    Term("token"),
    Or((Term("token"), Term("number"))),
    And((Term("token"), Not(Term("cost")))),
    Phrase(("near", "meanings"), ("body",)),
    Prefix("mo", ("body", "title")),
    Fuzzy("tokn", 1, ("body", "title")),
    Keyword("category", "basics"),
    Everything(),
]
KEYS = ["token", "token#cost", "embedding", "embedding#distance", "café", "prompt", "none"]


def document(key, tokens=("token",)):
    return Document(
        key=key,
        page=key.partition("#")[0],
        scored=tokens,
        fields={"body": tokens},
        keywords={},
        stored=b"",
    )


def built(engine, directory, documents):
    writer = engine.create(directory)
    writer.add(documents)
    writer.finish()
    return engine.open(directory)


def live(index):
    """Return the folder of the live generation."""
    return index / (index / "CURRENT").read_text(encoding="utf-8").strip()


def laid_out(files, directory):
    for name, data in files.items():
        (directory / name).write_bytes(data)
    return directory


def answers(engine, directory):
    """Return the results of every method of a reader."""
    with engine.open(directory) as reader:
        return {
            "searches": [
                (reader.search(query, 10), reader.search(query, 0).total) for query in QUERIES
            ],
            "stored": reader.stored(KEYS),
            "statistics": reader.statistics(["token", "number", "none"]),
            "facet": reader.facet(Everything(), "category"),
            "tokens": set(reader.tokens("body")),
            "count": reader.count(),
        }
