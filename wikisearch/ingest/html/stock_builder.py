"""The lxml tree builder of BeautifulSoup, with the types that its published stubs lack."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

    class LXMLTreeBuilder:
        """Feeds what lxml parses to a BeautifulSoup."""

        soup: BeautifulSoup

        def __init__(self, *, huge_tree: bool) -> None: ...
        def close(self) -> None:
            """End a page."""
else:
    from bs4.builder import LXMLTreeBuilder

__all__ = ["LXMLTreeBuilder"]
