"""The profiles of a wiki, and the choice of one for a page."""

import hashlib
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import NamedTuple

from wikisearch.ingest.html.inline_needs import InlineNeeds
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

EXTRACTION = 40
"""Version of the extraction: raised when a page and a profile give another Page than before."""


class Choice(NamedTuple):
    """The profile of a page, and why it was chosen."""

    profile: Profile
    reason: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """Profiles in the order in which they are tried; the last one fits any page."""

    ordered: tuple[Profile, ...]
    synonyms: tuple[tuple[str, str], ...] = ()
    """Pairs of names of one thing, from the user; an empty second name removes other synonyms."""
    language: str = ""
    """Language of all pages, if the user sets one; it overrides what they declare."""
    base_url: str = ""
    """URL of the published source folder, if the user sets one."""
    clean_urls: bool = False
    """Whether pages are published without `.html`."""
    inline_needs: InlineNeeds = field(init=False)
    _signs_need_layout: bool = field(init=False)

    def __post_init__(self) -> None:
        """Collect once what every page is parsed with."""
        needs = reduce(or_, (profile.inline_needs for profile in self.ordered), InlineNeeds())
        signs = (css for profile in self.ordered for css in profile.signs.selectors)
        object.__setattr__(self, "inline_needs", needs)
        object.__setattr__(self, "_signs_need_layout", any(css.needs_layout for css in signs))

    @property
    def fingerprint(self) -> str:
        """Hash of all rules: pages that other rules extracted are extracted again."""
        rules = [f"{profile.order} {profile.name} {profile.digest}" for profile in self.ordered]
        rules += [f"{name} = {other}" for name, other in self.synonyms]
        rules += [f"language {self.language}"] if self.language else []
        return hashlib.sha256("\n".join([str(EXTRACTION), *rules]).encode()).hexdigest()[:16]

    def menu_classes(self, tree: Tree) -> frozenset[str]:
        """Return the classes of the menus that the profile of a page drops.

        `tree` ends where the body begins. Empty if it does not determine the profile.
        """
        if self._signs_need_layout:
            return frozenset()
        profile = self.choose(tree).profile
        return frozenset() if profile is self.ordered[-1] else profile.menu_classes

    def choose(self, tree: Tree) -> Choice:
        """Choose the first profile that has a signal on the page."""
        for profile in self.ordered[:-1]:
            if reason := profile.signs.match(tree):
                return Choice(profile, reason)
        return Choice(self.ordered[-1], "no other profile fits")
