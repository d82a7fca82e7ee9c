"""Character clusters: letters of a script without spaces that its spelling never parts.

No word ends inside a cluster. In Thai and Lao, a cluster has the vowel signs before and after its
consonant, the consonant that closes a short vowel, and a silent consonant; in Myanmar and Khmer,
stacked and final consonants. In other scripts, a cluster is one character. All have their marks.

For Thai, see Theeramunkong et al., "Character Cluster Based Thai Information Retrieval", 2000.
"""


def _with_vowels(*, consonant: str, before: str, after: str, marks: str, closed: str) -> str:
    """Pattern of a consonant and its vowels; `closed` is that of a vowel and its last consonant.

    A consonant that has a vowel of its own closes no other vowel.
    """
    open_ = f"[{marks}]*[{after}]?"
    return f"[{before}]?[{consonant}](?:(?:{closed})(?![{after}{marks}])|{open_})"


def _stacked(*, consonant: str, marks: str, joiner: str, final: str) -> str:
    """Pattern of a consonant, those below it, and final ones."""
    return f"[{consonant}][{marks}]*(?:(?:(?<={joiner})[{consonant}]|{final})[{marks}]*)*"


_THAI = _with_vowels(
    consonant="\u0e01-\u0e2e",
    before="\u0e40-\u0e44",
    after="\u0e30\u0e32\u0e33",
    marks="\u0e31\u0e34-\u0e3a\u0e47-\u0e4e",
    # mai han akat or mai taikhu and a consonant; sara uee and o ang
    closed="[\u0e31\u0e47][\u0e48-\u0e4b]?[\u0e01-\u0e2e]|\u0e37[\u0e48-\u0e4b]?\u0e2d",
)
_THAI_SILENT = "[\u0e01-\u0e2e][\u0e34\u0e38]?\u0e4c"

_LAO = _with_vowels(
    consonant="\u0e81-\u0eae",
    before="\u0ec0-\u0ec4",
    after="\u0eb0\u0eb2\u0eb3",
    marks="\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd",
    closed="[\u0eb1\u0ebb][\u0ec8-\u0ecb]?[\u0e81-\u0eae]",  # mai kan or mai kon
)
_MYANMAR = _stacked(
    consonant="\u1000-\u102a\u103f",
    marks="\u102b-\u103e",
    joiner="\u1039",
    final="[\u1000-\u102a]\u1037?\u103a",  # with asat
)
_KHMER = _stacked(consonant="\u1780-\u17b3", marks="\u17b4-\u17d3", joiner="\u17d2", final="(?!)")

LETTER_CLUSTER = f"{_THAI}(?:{_THAI_SILENT})?|{_LAO}|{_MYANMAR}|{_KHMER}"
"""Regular expression of a cluster in a script of letters, without marks of other scripts."""
