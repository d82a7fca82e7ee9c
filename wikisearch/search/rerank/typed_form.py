"""Typed form boost: a word that a section has with the punctuation that was typed.

`A-Company` is not any company with an a before it, and `__main__` is not any main.
"""

import re
from collections.abc import Sequence

from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import QueryForm


def typed_form(forms: Sequence[QueryForm], text: str, config: RankingConfig) -> float:
    """Sum the idf of the words that a text has as they were typed, except for case."""
    found = (form.idf for form in forms if _pattern(form.text).search(text))
    return config.typed_form_weight * sum(found)


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)", re.IGNORECASE)
