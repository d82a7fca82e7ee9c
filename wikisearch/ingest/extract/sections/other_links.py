"""Lines with links to files and to other sites: no page of the wiki has their words."""

from collections import Counter

from wikisearch.ingest.extract.links.link_resolution import resolve
from wikisearch.ingest.extract.links.site import WEB_HOST, Site
from wikisearch.ingest.extract.raw_sections import Content, ContentLink
from wikisearch.ingest.html.other_files import is_download


def lines_of_other_links(content: Content, site: Site) -> frozenset[int]:
    """Return the identities of these lines, without links that only show an address.

    A site that half of the web addresses lead to can be that of the wiki, at an address that the
    page does not declare.
    """
    hosts = {id(link): _other_host(link, site) for link in content.links}
    counts = Counter(filter(None, hosts.values()))
    half = counts.total() / 2
    few = {host for host, count in counts.items() if count < half}
    others = (link for link in content.links if hosts[id(link)] in few or is_download(link.element))
    named = (link for link in others if WEB_HOST.match(link.text) is None)
    return frozenset(id(link.line) for link in named if link.line is not None)


def _other_host(link: ContentLink, site: Site) -> str:
    """Return the host of a web address that does not lead to the wiki; empty for other links."""
    address = link.element.attrs["href"].strip()
    host = WEB_HOST.match(address)
    return host[0].casefold() if host is not None and resolve(address, site) is None else ""
