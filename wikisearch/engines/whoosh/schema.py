"""What Whoosh is told of a document: values of columns, each named by the file it is in."""

from whoosh.fields import COLUMN, Schema

from wikisearch.engines.whoosh.layout import COLUMNS


def schema() -> Schema:
    """Fields of every index; tokens are gathered, and given to Whoosh in larger pieces."""
    return Schema(**{name: COLUMN() for name in COLUMNS})
