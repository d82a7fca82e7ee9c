"""The same made-up wiki, and the same questions, in several languages.

Word 7 of one language stands where word 7 of another one stands. So the languages differ in their
script only: in the number of characters per word, and in what is between words.
"""

import html
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, product
from pathlib import Path
from random import Random

PAGES = 48
SECTIONS = 6
"""Sections of a page, with the top one."""

_WORDS = 3_000
_SECTION_WORDS = 110
_SENTENCE_WORDS = 11
_QUESTION_WORDS = 9
_PAGE = (
    '<!DOCTYPE html><html lang="{code}"><head><meta charset="utf-8"><title>{title}</title></head>'
    "<body><main><h1>{title}</h1>{sections}</main></body></html>"
)


@dataclass(frozen=True, slots=True)
class Language:
    """What words of a language look like."""

    code: str
    common: str
    """Its most frequent words."""

    syllables: tuple[str, ...]
    """Parts of all other words: any two of them are a word."""

    space: str = " "
    """What is between words."""

    stop: str = ". "
    """What is between sentences."""


def _syllables(first: str, then: str) -> tuple[str, ...]:
    return tuple(map("".join, product(first.split(), then.split())))


LANGUAGES = {
    language.code: language
    for language in (
        Language(
            "en",
            "the of and to in a is that for it as with be on are this by what",
            _syllables("b d f g k l m n p r s t v st br gr", "ak en ir on us at il od"),
        ),
        Language(
            "de",
            "der die und in den von zu das mit sich des auf für ist im dem nicht was",
            _syllables("b d f g k l m n p r s t w sch br gr", "aken end irre on ust ater ilung od"),
        ),
        Language(
            "ru",
            "и в не на с что как по из для это к от его за то при какой",
            _syllables("б д ф г к л м н п р с т в ст бр гр", "ак ен ир он ус ам ил од"),
        ),
        Language(
            "ar",
            "في من على إلى أن عن مع هذا التي ما كان لا هو بين كل بعد قد هل",
            _syllables("ب د ف ج ل م ن ك ر س ط ع ق ز ش خ", "اب ين ور ات يل عم حد وس"),
        ),
        Language(
            "hi",
            "के में है की का और से को पर यह एक कि था हैं लिए ने भी क्या",
            _syllables("ब द फ ग ल म न प र स क ट त व ज च", "ाक ेन िर ोन ुस ीत ल ाद"),
        ),
        Language(
            "th",
            "ที่ และ ใน ของ เป็น มี การ ได้ ว่า ให้ จะ ไม่ จาก กับ นี้ ความ ไป อะไร",
            _syllables(
                "ก ข ค ง จ ช ซ ด ต ถ ท น บ ป ผ พ ฟ ม ย ร ล ว ส ห อ กร ปร เก เม แท โล ไพ",
                "าก ิน ูม อง ัด ้าน ี่ า ะ ือ ุข ัน อน ่าว วด บ",
            ),
            space="",
            stop=" ",
        ),
        Language(
            "ja",
            "の に は を た が で て と し れ さ ある いる も する から 何",
            tuple(
                "学国時人大生電水山書校家間口会活気車体本文字話語金木火土海川空雨花犬猫鳥魚肉米茶酒店町村市県島駅道橋門庭石糸紙"
            ),
            space="",
            stop="。",
        ),
        Language(
            "zh",
            "的 是 在 了 和 有 为 以 于 与 中 不 上 这 对 到 也 什么",
            tuple(
                "学国时人大生电水山书校家间口会活气车体本文字话语金木火土海川空雨花犬猫鸟鱼肉米茶酒店町村市县岛驿道桥门庭石丝纸"
            ),
            space="",
            stop="。",
        ),
    )
}
"""Languages by code; English is the first one, with which the others are compared."""


def write(folder: Path, language: Language) -> None:
    """Write the wiki in a language into a new folder."""
    folder.mkdir(parents=True)
    words = _vocabulary(language)
    for number in range(PAGES):
        page = _page(language, words, number)
        (folder / f"page-{number}.html").write_text(page, encoding="utf-8")


def questions(language: Language, count: int) -> list[str]:
    """Questions: words that stand together in some section, and the last frequent word."""
    words = _vocabulary(language)
    random = Random("questions")
    found = []
    for _ in range(count):
        text = _ranks(random.randrange(PAGES), random.randrange(SECTIONS))
        start = random.randrange(len(text) - _QUESTION_WORDS)
        ranks = text[start : start + _QUESTION_WORDS]
        found.append(language.space.join([words[rank] for rank in ranks] + [words[17]]))
    return found


def _page(language: Language, words: list[str], number: int) -> str:
    title = language.space.join(words[rank] for rank in _title(number, 0))
    parts = []
    for place in range(SECTIONS):
        if place:
            heading = language.space.join(words[rank] for rank in _title(number, place))
            parts.append(f'<h2 id="s{place}">{html.escape(heading)}</h2>')
        parts.append(f"<p>{''.join(_sentences(language, words, _ranks(number, place)))}</p>")
    return _PAGE.format(code=language.code, title=title, sections="\n".join(parts))


def _sentences(language: Language, words: list[str], ranks: list[int]) -> Iterator[str]:
    for start in range(0, len(ranks), _SENTENCE_WORDS):
        some = ranks[start : start + _SENTENCE_WORDS]
        yield language.space.join(words[rank] for rank in some) + language.stop


def _title(number: int, place: int) -> list[int]:
    random = Random(f"title {number} {place}")
    return [random.randrange(40, _WORDS) for _ in range(2)]


def _ranks(number: int, place: int) -> list[int]:
    """Ranks of the words of a section; some are of the titles."""
    random = Random(f"text {number} {place}")
    topic = [*_title(number, 0), *_title(number, place)]
    weights = list(accumulate(1 / (rank + 2.7) ** 1.07 for rank in range(_WORDS)))
    return [
        random.choice(topic)
        if random.random() < 0.1  # noqa: PLR2004 - the share of the topic
        else bisect(weights, random.random() * weights[-1], 0, _WORDS - 1)
        for _ in range(_SECTION_WORDS)
    ]


def _vocabulary(language: Language) -> list[str]:
    """Words by rank, the most frequent first."""
    made = list(map("".join, product(language.syllables, repeat=2)))
    Random("vocabulary").shuffle(made)
    return [*language.common.split(), *made][:_WORDS]
