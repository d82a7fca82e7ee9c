"""Lines of a how-to: its steps, and what stands above them. They do not say what a term is."""

from wikisearch.analysis.characters.sentence_ends import SENTENCE_INSIDE, ends_with_colon
from wikisearch.ingest.extract.words.word_list import phrase_list, phrase_pattern

_STEP = phrase_pattern("step_phrases.txt")
_PURPOSE = phrase_pattern("purpose_words.txt")
_PURPOSE_ENDINGS = tuple(phrase_list("purpose_endings.txt"))
_LEADS = tuple(phrase_list("step_leads.txt"))


def is_instruction(text: str, title: str) -> bool:
    """Return whether a text is a step, or introduces steps: "To open the gate, do this:".

    A step that has the title states what its term does, as in "Click on Color to choose one"; what
    begins with a word of the title is a summary: "Open the gate" in "open_gate".
    """
    name = title.casefold()
    if text.casefold().startswith(f"{name} "):
        return False
    if ends_with_colon(text) and not SENTENCE_INSIDE.search(text):
        if _PURPOSE.match(text) or any(each in text for each in _PURPOSE_ENDINGS):
            return True
        lower = text.casefold()
        if any(lead in lower for lead in _LEADS):
            return True
    if _STEP.match(text) is None:
        return False
    return name not in text.casefold() and text.split(maxsplit=1)[0].casefold() not in name
