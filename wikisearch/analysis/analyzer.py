"""Text -> token groups: exact tokens, stems and character offsets."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from operator import add
from typing import NamedTuple

from wikisearch.analysis.folding import fold
from wikisearch.analysis.languages import DEFAULT_LANGUAGE, primary, stop_words
from wikisearch.analysis.stemming import is_plural_acronym, stemmer, stemmer_version
from wikisearch.analysis.tokenizer import catenated, raw_tokens, split, unsigned_tokens
from wikisearch.analysis.unsegmented import characters, is_unsegmented

LONGEST_TOKEN = 100
"""Characters kept of a token: other engines cut longer ones apart."""

_RULES = 3
"""Raised whenever the same text gives other tokens than before: an older index must be rebuilt."""

_CACHED_RUNS = 1 << 16


class TokenGroup(NamedTuple):
    """What one run of text is searched by."""

    exact: tuple[str, ...]
    """Folded parts, side by side: (gpt, 4)."""

    stems: tuple[str, ...]
    """The same, stemmed; in a script without spaces, each character with the next."""

    catenated: str
    """Stem of the parts written together: gpt4; empty when that is nothing else."""

    spans: tuple[tuple[int, int], ...]
    """Where each stem stands in the run; in a script without spaces they overlap."""

    unsegmented: bool = False
    """Whether it is of a script without spaces; its last stem is then its last character."""

    @property
    def scored(self) -> tuple[str, ...]:
        """Every token it is scored by."""
        if self.unsegmented:
            return (*self.stems, *self.exact[:-1])
        return (*self.stems, self.catenated) if self.catenated else self.stems

    @property
    def bigrams(self) -> tuple[str, ...]:
        """What to ask for in a script without spaces: a single character only where it is alone."""
        return self.stems[:-1] or self.stems


class Tokens(NamedTuple):
    """All tokens of a text, in order."""

    exact: list[str]
    scored: list[str]


class Analyzer:
    """Turns text into tokens, the same way for the index, for a query and for highlighting.

    The language, a tag as pages bear it, decides on endings and stop words only: each script is
    read in its own way whatever the language, and what is no word of the language stays whole.
    """

    def __init__(self, language: str = DEFAULT_LANGUAGE) -> None:
        self.language = primary(language)
        self._stem = stemmer(self.language)
        self._spaced = lru_cache(_CACHED_RUNS)(self._spaced_group)

    @property
    def fingerprint(self) -> str:
        """Names the rules: an index answers only queries analysed by the same."""
        languages = "+".join(each.language or "none" for each in self.analyzers)
        return f"{languages}-{_RULES} snowball-{stemmer_version()}"

    @property
    def analyzers(self) -> "tuple[Analyzer, ...]":
        """One analyzer for each language of an index, that of the main language first."""
        return (self,)

    def for_language(self, tag: str) -> "Analyzer":  # noqa: ARG002 - where there is but one language
        """Find the analyzer that a page with this tag was read by."""
        return self

    def stop_words_for(self, texts: Iterable[str]) -> frozenset[str]:  # noqa: ARG002
        """Stop words of the language that a query is in, of those of the index."""
        return self.stop_words

    def other_stems(self, texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:  # noqa: ARG002
        """For each stem of these texts, what it is in the other languages where that differs."""
        return {}

    def with_stem_map(self, names: Mapping[str, str]) -> "Analyzer":  # noqa: ARG002
        """Make an analyzer for pages of any language that gives some stems these names."""
        return self

    def token_groups(self, text: str) -> Iterator[tuple[int, TokenGroup]]:
        """Yield each group with the place where its run begins."""
        for start, run in raw_tokens(text):
            group = self._token_group(run)
            if group.exact:
                yield start, group

    def sequence(self, text: str) -> Iterator[TokenGroup]:
        """Token groups without their places."""
        return map(self._spaced if text.isascii() else self._token_group, unsigned_tokens(text))

    def exact(self, text: str) -> tuple[str, ...]:
        """Exact tokens, in order."""
        return tuple(token for group in self.sequence(text) for token in group.exact)

    def scored(self, text: str) -> tuple[str, ...]:
        """Stems and joined spellings, in order."""
        return tuple(token for group in self.sequence(text) for token in group.scored)

    def tokens(self, text: str) -> "Tokens":
        """Exact and scored tokens of a text that is read once for both."""
        token_groups = list(self.sequence(text))
        return Tokens(
            [token for group in token_groups for token in group.exact],
            [token for group in token_groups for token in group.scored],
        )

    def folded_name(self, name: str) -> str:
        """Spell a name so that two that differ in accents, punctuation or spacing are equal."""
        return "".join(self.exact(name))

    def stemmed_name(self, name: str) -> str:
        """Spell a name so that its plural and other forms are equal too."""
        return "".join(stem for group in self.sequence(name) for stem in group.stems)

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Words too common to ask for, unless nothing else is asked."""
        return stop_words(self.language)

    def _token_group(self, run: str) -> TokenGroup:
        # Stretches without spaces hardly ever come again: to remember them is to run out of room.
        return _dense_lexeme(run) if is_unsegmented(run) else self._spaced(run)

    def _spaced_group(self, run: str) -> TokenGroup:
        if run.isascii() and run.isalpha() and not is_plural_acronym(run):
            # Most words by far: there is nothing to take apart or to join.
            token = _token(run)
            return TokenGroup((token,), (self._stem(token, run),), "", ((0, len(run)),))
        parts = [(start, part) for start, part in split(run) if _token(part)]
        exact = [_token(part) for _, part in parts]
        stems = [self._stem(token, part) for token, (_, part) in zip(exact, parts, strict=True)]
        # Without capitals one cannot tell the plural of an acronym, so ids must find IDs as it is.
        plural = (
            len(parts) == 1
            and is_plural_acronym(parts[0][1])
            and self._stem(exact[0], exact[0]) != stems[0]
        )
        whole = exact[0] if plural else _token(catenated(run, parts))
        return TokenGroup(
            tuple(exact),
            tuple(stems),
            whole if plural else self._stem(whole, whole),
            tuple((start, start + len(part)) for start, part in parts),
        )


def _dense_lexeme(run: str) -> TokenGroup:
    exact, edges = characters(run)
    stems = (*map(add, exact, exact[1:]), exact[-1])
    places = (*zip(edges, edges[2:], strict=False), (edges[-2], edges[-1]))
    return TokenGroup(tuple(exact), stems, "", places, unsegmented=True)


def _token(part: str) -> str:
    """Folded, without the dots of an acronym and the commas of a number."""
    if "." in part and not part.startswith(".") and not part[-1].isdigit():
        part = part.replace(".", "")
    return fold(part.replace(",", ""))[:LONGEST_TOKEN]
