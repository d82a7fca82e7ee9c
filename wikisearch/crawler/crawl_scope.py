"""Which addresses belong to a crawl, and which are only counted."""

import re
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from wikisearch.errors import OptionError
from wikisearch.model.crawl_request import ScopeKind


@dataclass(frozen=True)
class CrawlScope:
    """The part of the web that a crawl may request.

    It never exceeds the hosts of the seeds. `http` and `https` of a host count as one.
    """

    kind: ScopeKind
    seeds: tuple[str, ...]
    """Normalized addresses."""

    include: tuple[str, ...] = ()
    """If there are any, an address must match one of these regular expressions."""

    exclude: tuple[str, ...] = ()

    def contains(self, url: str) -> bool:
        """Return whether a normalized address may be requested."""
        if url in self._seeds:
            return True
        if self.kind is ScopeKind.LIST or not self._is_below(url):
            return False
        if self._include and not any(rule.search(url) for rule in self._include):
            return False
        return not any(rule.search(url) for rule in self._exclude)

    def check(self) -> None:
        """Raise OptionError for an invalid regular expression."""
        _ = self._include, self._exclude

    def lines(self) -> tuple[str, ...]:
        """Describe the scope, one line each."""
        if self.kind is ScopeKind.LIST:
            return ("only the given addresses",)
        places = [f"pages below {host}{folder}" for host, folder in self._places]
        rules = [f"only addresses that match {rule}" for rule in self.include]
        return (*places, *rules, *(f"no addresses that match {rule}" for rule in self.exclude))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts of the seeds, with their ports."""
        return frozenset(host_of(seed) for seed in self.seeds)

    def _is_below(self, url: str) -> bool:
        host, path = host_of(url), urlsplit(url).path
        return any(host == place and path.startswith(folder) for place, folder in self._places)

    @cached_property
    def _seeds(self) -> frozenset[str]:
        return frozenset(self.seeds)

    @cached_property
    def _places(self) -> tuple[tuple[str, str], ...]:
        whole = self.kind is ScopeKind.HOST
        folders = ((host_of(seed), "/" if whole else folder_of(seed)) for seed in self.seeds)
        return tuple(dict.fromkeys(folders))

    @cached_property
    def _include(self) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled("include", rule) for rule in self.include)

    @cached_property
    def _exclude(self) -> tuple[re.Pattern[str], ...]:
        return tuple(compiled("exclude", rule) for rule in self.exclude)


def compiled(option: str, rule: str) -> re.Pattern[str]:
    """Compile a regular expression of the user; raises OptionError."""
    try:
        return re.compile(rule)
    except re.error as error:
        raise OptionError(option, f"{rule!r} is not a regular expression: {error}") from error


def host_of(url: str) -> str:
    """Return the host of a normalized address, with its port unless that is the default."""
    return urlsplit(url).netloc


def origin_of(url: str) -> str:
    """Return scheme, host and port of a normalized address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def folder_of(url: str) -> str:
    """Return the path of an address up to its last `/`."""
    return urlsplit(url).path.rpartition("/")[0] + "/"
