"""How many of some pages are most of them."""

FEW = 3
"""So few pages have to share something all of them."""


def most(pages: int) -> int:
    """Return how many of some pages are most of them; all of two or three."""
    return max(2, pages if pages <= FEW else pages // 2 + 1)
