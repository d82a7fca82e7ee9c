"""Letters with a capital and a small form; most scripts have only one form."""


def has_case(char: str) -> bool:
    """Return whether a character has a capital and a small form; false for an empty text."""
    return char.lower() != char.upper()
