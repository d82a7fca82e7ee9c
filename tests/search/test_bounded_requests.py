"""A page of results asks the engine a bounded number of times, in any language and any wiki."""

from collections import Counter
from random import Random

import pytest

from tests.search.wikis import page, site_of, wiki
from wikisearch.analysis import Analyzer
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.model.request import MAX_SECTIONS, SearchRequest
from wikisearch.search import IndexView
from wikisearch.search.pipeline import search

WORDS = {
    "en": (" ", "river mountain forest harvest winter village bridge market garden stone"),
    "ru": (" ", "река гора лес урожай зима деревня мост рынок сад камень"),
    "ar": (" ", "نهر جبل غابة حصاد شتاء قرية جسر سوق حديقة حجر"),
    "hi": (" ", "नदी पर्वत जंगल फसल सर्दी गाँव पुल बाज़ार बगीचा पत्थर"),
    "th": ("", "แม่น้ำ ภูเขา ป่าไม้ เก็บเกี่ยว ฤดูหนาว หมู่บ้าน สะพาน ตลาด สวน หิน"),
    "ja": ("", "川辺 山頂 森林 収穫 冬季 村落 石橋 市場 庭園 岩石"),
    "zh": ("", "河流 山脉 森林 收获 冬季 村庄 桥梁 市场 花园 石头"),
}
MAX = {"search": 20, "statistics": 12, "stored": 3, "keyword_values": 4}


class CountingReader:
    """Counts the calls of a reader by method."""

    def __init__(self, reader):
        self._reader = reader
        self.calls = Counter()

    def __getattr__(self, name):
        method = getattr(self._reader, name)

        def counted(*arguments):
            self.calls[name] += 1
            return method(*arguments)

        return counted


def pages(language, count, sections):
    space, words = WORDS[language]
    random = Random(language)

    def text(length):
        return space.join(random.choices(words.split(), k=length))

    return [
        page(
            f"{text(2)} {number}",
            text(30),
            {f"{text(2)} {place}": text(40) for place in range(sections)},
            language=language,
            id=f"page{number}",
        )
        for number in range(count)
    ]


@pytest.fixture(scope="module", params=WORDS)
def calls_of(request, tmp_path_factory):
    """Count the calls of one search in a small and in a larger wiki of a language."""
    language = request.param
    readers = []
    for count, sections in ((6, 2), (80, 12)):
        every = pages(language, count, sections)
        reader = wiki(every, WhooshEngine(), tmp_path_factory.mktemp(f"{language}{count}"))
        readers.append((reader, site_of(every)))

    def calls(make, **options):
        space, words = WORDS[language]
        found = []
        for reader, site in readers:
            counting = CountingReader(reader)
            view = IndexView(counting, Analyzer(language), site)
            results = search(view, SearchRequest(make(words.split(), space), **options))
            assert results.total
            found.append(counting.calls)
        return found

    yield calls
    for reader, _ in readers:
        reader.close()


QUERIES = {
    "word": lambda words, _: words[0],
    "heading": lambda words, space: space.join(words[1:3]),
    "question": lambda words, space: space.join(words),
    "phrase": lambda words, space: f'"{space.join(words[:2])}" OR {words[4]}',
}


@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("options", [{}, {"sections": MAX_SECTIONS}, {"limit": 1, "offset": 3}])
def test_a_page_of_results_asks_the_engine_a_bounded_number_of_times(calls_of, kind, options):
    for calls in calls_of(QUERIES[kind], **options):
        assert {name: number for name, number in calls.items() if number > MAX.get(name, 0)} == {}
