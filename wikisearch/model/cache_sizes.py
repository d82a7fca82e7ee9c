"""Sizes of in-process caches, as numbers of entries; a limit in bytes is beside its cache."""

TOKEN_GROUPS = 1 << 16
"""Token groups of raw tokens, per language: about 30 MB."""

STEMS = 1 << 12
"""Stems of the parts of raw tokens, per language: about 1 MB."""

SHORT_TEXTS = 1 << 12
"""Raw tokens of words and short names: about 1 MB."""

SHORT_GROUPS = 1 << 8
"""Token groups of titles and queries in unsegmented scripts: at most 12 MB."""

CHARACTER_CLUSTERS = 1 << 14
"""Folded character clusters of unsegmented scripts: about 2 MB."""

CHARACTERS = 1 << 12
"""Characters about which a fact is known: about 1 MB."""

RESOLVED_LINKS = 1 << 14
"""Resolved links, about 5 MB: the pages of a folder have the same menus."""

CLASS_NAMES = 1 << 12
"""Names of classes about which a fact is known, under 1 MB: the pages of a wiki have the same."""

RELATED_PAGES = 1 << 10
"""Pages whose links or significant terms were read to find related terms."""

WORD_FORMS = 1 << 10
"""Words of synonyms whose other forms were read from an index."""

SPELLED_WORDS = 1 << 14
"""Words of queries whose sections were counted, about 2 MB: questions have many words in common."""

DOC_KEYS = 1 << 16
"""Keys of documents, per segment or index: about 10 MB."""

DOC_FREQS = 50_000
"""Document frequencies that a cluster returned: one search needs the same ones several times."""

EXPANSIONS = 64
"""Expanded prefix and fuzzy nodes: one search expands a node several times."""

TERM_SETS = 64
"""Compiled sets of terms: one search compiles a node several times."""

STORED_BLOCKS = 64
"""Decompressed blocks of stored sections: the sections of a page are often in the same block."""

IMPACT_MASKS = 16
"""Integers with one byte per document of a segment, two per segment size."""
