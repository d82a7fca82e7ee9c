"""Typed form boost: a word that a section has with the punctuation that was typed.

`A-Company` is not any company with an a before it, and `__main__` is not any main.
"""

from collections.abc import Sequence

from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import QueryForm


def typed_form(forms: Sequence[QueryForm], texts: Sequence[str], config: RankingConfig) -> float:
    """Sum the idf of the words that texts have as they were typed, except for case."""
    lowered = [text.lower() for text in texts]
    found = (
        form.idf for form in forms if any(has_form(each, form.text.lower()) for each in lowered)
    )
    return config.typed_form_weight * sum(found)


def has_form(text: str, form: str) -> bool:
    """Whether a text has a form, in the same case, that is not part of a longer word."""
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not _is_word(text[start - 1 : start]) and not _is_word(text[end : end + 1]):
            return True
        start = text.find(form, start + 1)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"
