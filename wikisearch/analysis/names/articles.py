"""Leading articles: a title is the same name with and without its article."""

from collections.abc import Iterable, Iterator

from wikisearch.analysis.word_lists import language_rows

_MAX_WORDS = 6
"""A longer text is not looked up with other articles."""


def articles(language: str) -> tuple[str, ...]:
    """Return the articles of a language; empty for a language without a list."""
    return next(iter(language_rows("articles.txt", language)), ())


def article_variants(name: str, language: str) -> Iterator[str]:
    """Yield a name without its leading article, or with each possible one."""
    if name.count(" ") >= _MAX_WORDS:
        return
    first, _, rest = name.strip().partition(" ")
    lowercase = first.casefold()
    for article in articles(language):
        if rest and lowercase == article:
            yield rest
            return
        if article.endswith("'") and lowercase.replace("’", "'").startswith(article):
            yield name.strip()[len(article) :]
            return
    for article in articles(language):
        yield f"{article}{name}" if article.endswith("'") else f"{article} {name}"


def without_article(name: str, languages: Iterable[str]) -> str:
    """Return a name without the leading article of any of the languages."""
    for language in languages:
        variants = tuple(article_variants(name, language))
        if len(variants) == 1 and len(variants[0]) < len(name):
            return variants[0]
    return name
