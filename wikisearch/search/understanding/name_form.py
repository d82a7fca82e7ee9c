"""The form of a name: whether a title or a heading has a text as it was typed."""

from wikisearch.search.rerank.typed_form import has_form


def name_form(title: str, text: str, *, is_page: bool = False) -> float:
    """Return 1 for a title with the text as typed, 0.5 if only the case differs, and 0 otherwise.

    A heading may have more around the text, such as parameters; the title of a page may not.
    `print()` is the same name as `print`.
    """
    form = " ".join(text.split()).removesuffix("()")
    if title == form or (not is_page and has_form(title, form)):
        return 1.0
    lowered = title.lower(), form.lower()
    return 0.5 if lowered[0] == lowered[1] or (not is_page and has_form(*lowered)) else 0.0
