"""The `<link>` elements of a page: the addresses that it declares, by relation."""

from wikisearch.ingest.html.tree import Tree


def linked_addresses(tree: Tree, relation: str) -> list[str]:
    """Return the addresses that a page links to by a relation, such as `canonical`, in order."""
    return [
        link.attrs.get("href", "").strip()
        for link in tree.by_name.get("link", ())
        if relation in link.attrs.get("rel", "").lower().split()
    ]
