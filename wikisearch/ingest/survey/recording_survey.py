"""A survey without other pages, which records the questions of the extraction of a page."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wikisearch.ingest.survey.survey import NO_SURVEY, FolderSurvey, Trait

Answer = TypeVar("Answer", bound=Hashable)
About = TypeVar("About", bound=Hashable)


@dataclass(frozen=True)
class RecordingSurvey(FolderSurvey):
    """Answers as for a page that is read alone, and records each question with its answer.

    With a survey that gives the same answers, the page is the same and need not be extracted again.
    """

    answers: dict[tuple[Callable[[FolderSurvey, Any], Hashable], Hashable], Hashable] = field(
        default_factory=dict
    )

    @property
    def has_lines(self) -> bool:
        """True, so that extraction looks up every line, and the answers are recorded."""
        return True

    @property
    def has_notices(self) -> bool:
        """True, for the same reason."""
        return True

    def is_answered_alike(self, survey: FolderSurvey) -> bool:
        """Return whether a survey answers the recorded questions as this one did."""
        return all(ask(survey, about) == answer for (ask, about), answer in self.answers.items())

    def without_site(self, document_title: str) -> str:
        """Record the question; so do the methods below."""
        return self._record(FolderSurvey.without_site, document_title)

    def own_part(self, title: str) -> str:  # noqa: D102
        return self._record(FolderSurvey.own_part, title)

    def is_name_of_site(self, title: str) -> bool:  # noqa: D102
        return self._record(FolderSurvey.is_name_of_site, title)

    def is_shared_title(self, title: str) -> bool:  # noqa: D102
        return self._record(FolderSurvey.is_shared_title, title)

    def is_shared_document(self, title: str) -> bool:  # noqa: D102
        return self._record(FolderSurvey.is_shared_document, title)

    def has_trait(self, trait: Trait) -> bool:  # noqa: D102
        return self._record(FolderSurvey.has_trait, trait)

    def count_at_top(self, key: str) -> int:  # noqa: D102
        return self._record(FolderSurvey.count_at_top, key)

    def count_below_title(self, key: str) -> int:  # noqa: D102
        return self._record(FolderSurvey.count_below_title, key)

    def count_at_bottom(self, key: str) -> int:  # noqa: D102
        return self._record(FolderSurvey.count_at_bottom, key)

    def are_at_bottom(self, keys: Iterable[str]) -> bool:  # noqa: D102
        return self._record(FolderSurvey.are_at_bottom, tuple(keys))

    def count_of_links(self, key: str) -> int:  # noqa: D102
        return self._record(FolderSurvey.count_of_links, key)

    def count_of_notices(self, key: str) -> int:  # noqa: D102
        return self._record(FolderSurvey.count_of_notices, key)

    def is_shared_sentence(self, key: str) -> bool:  # noqa: D102
        return self._record(FolderSurvey.is_shared_sentence, key)

    def has_link_words(self, words: frozenset[str]) -> bool:  # noqa: D102
        return self._record(FolderSurvey.has_link_words, words)

    def _record(self, ask: Callable[[FolderSurvey, About], Answer], about: About) -> Answer:
        answer = ask(NO_SURVEY, about)
        self.answers[ask, about] = answer
        return answer
