"""Sizes of in-process caches, as numbers of entries, with the memory of a full cache."""

TOKEN_GROUPS = 1 << 16
"""Token groups of raw tokens, per language: about 30 MB."""

UNSEGMENTED_CHARACTERS = 1 << 14
"""Folded characters of unsegmented scripts: about 2 MB."""
