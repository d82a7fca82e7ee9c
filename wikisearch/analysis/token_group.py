"""The tokens of one raw token, and of a whole text."""

from typing import NamedTuple

from wikisearch.analysis.characters.unsegmented import has_letters


class TokenGroup(NamedTuple):
    """The tokens of one raw token, such as `GPT-4`."""

    exact: tuple[str, ...]
    """Folded parts, in order: (gpt, 4)."""

    stems: tuple[str, ...]
    """Stem of each part. In an unsegmented script, each character cluster with the next one."""

    catenated: str
    """Stem of the parts written together: gpt4. Empty if the parts have no such spelling."""

    spans: tuple[tuple[int, int], ...]
    """Start and end of each stem in the raw token. In an unsegmented script they overlap."""

    subwords: tuple[str, ...] = ()
    """Further tokens of the index: stems of the words of a camelCase name, series of a version."""

    unsegmented: bool = False
    """Whether the script is unsegmented; the last stem is then the last character cluster."""

    @property
    def scored(self) -> tuple[str, ...]:
        """Tokens that a query may ask for."""
        if self.unsegmented:
            return (*self.stems, *self.exact[:-1])
        return (*self.stems, self.catenated) if self.catenated else self.stems

    @property
    def indexed(self) -> tuple[str, ...]:
        """Tokens for the scored field of a document."""
        if not (self.catenated or self.subwords or self.unsegmented):
            return self.stems  # of nearly all words
        return (*self.scored, *self.subwords)

    @property
    def bigrams(self) -> tuple[str, ...]:
        """Query tokens of an unsegmented script: its bigrams, or the only character cluster."""
        return self.stems[:-1] or self.stems

    @property
    def before_last(self) -> tuple[str, ...]:
        """Query tokens of all parts but the last, which may be the beginning of a word."""
        if not self.unsegmented or not has_letters(self.exact[-1]):
            return self.stems[:-1]
        # In Thai, more letters may join the last character cluster, which changes its bigram.
        return self.stems[:-2] or self.exact[:-1]


class Tokens(NamedTuple):
    """All tokens of a text, in order."""

    exact: list[str]
    scored: list[str]
