"""Pages that the survey extracted, and that are the same with its result, are reused."""

from functools import cached_property
from pathlib import Path

import pytest

from wikisearch.indexer.scan import scan
from wikisearch.ingest import (
    inspect_page,
    open_source,
    standard_profiles,
    survey_pages,
)
from wikisearch.ingest.sample import sampled_page
from wikisearch.ingest.survey.recording_survey import RecordingSurvey
from wikisearch.ingest.survey.survey import FolderSurvey

CORPUS = Path(__file__).parents[3] / "corpus"
NAMES = ("Quartz", "Basalt", "Gneiss", "Chalk")
PLAIN = "<title>{0} - Rocks</title><body><h1>{0}</h1><p>{0} is what {1} lies on."
WITH_FOOT = f"{PLAIN}<div>The quarry office answers letters on Monday.</div>"
SAME_TITLE = "<title>Rocks</title><body><p>{0} is what {1} lies on.<h2 id=u>{0}</h2><p>Of {0}."


def survey_of(folder):
    source = open_source(folder)
    files = source.listing().entries
    return source, files, survey_pages(files, source, standard_profiles())


@pytest.fixture
def rocks(tmp_path):
    def write(template, **more):
        folder = tmp_path / "rocks"
        folder.mkdir()
        for name, below in zip(NAMES, (*NAMES[1:], NAMES[0]), strict=True):
            file = folder / f"{name.lower()}.html"
            file.write_text(template.format(name, below), encoding="utf-8")
        for name, text in more.items():
            (folder / f"{name}.html").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.mark.parametrize(
    ("template", "final"),
    [(PLAIN, 5), (WITH_FOOT, 1), (SAME_TITLE, 1)],
    ids=["own", "foot", "title"],
)
def test_a_page_is_final_if_the_survey_does_not_change_it(rocks, template, final):
    folder = rocks(template, other="<title>Tools</title><h1>Tools</h1><p>A chisel splits slate.")
    source, files, result = survey_of(folder)
    assert len(result.final) == final
    for file in files:
        with_survey = inspect_page(
            source.read(file), standard_profiles(), result.survey.of(file.path)
        )
        alone = inspect_page(source.read(file), standard_profiles())
        assert (with_survey == alone) == (file.path in result.final)


def test_final_pages_of_the_bundled_wiki_are_those_of_its_build():
    source, files, result = survey_of(CORPUS)
    assert len(result.final) > 0.9 * len(result.records)
    for file in files:
        if file.path in result.final:
            survey = result.survey.of(file.path)
            expected = inspect_page(source.read(file), standard_profiles(), survey)
            assert result.final[file.path].inspected == expected


def test_every_question_is_recorded():
    properties = (property, cached_property)
    questions = {
        name
        for name, each in vars(FolderSurvey).items()
        if callable(each) and not name.startswith("_") and not isinstance(each, properties)
    }
    assert questions <= vars(RecordingSurvey).keys()
    assert "own_part" in questions


def test_few_final_pages_stay_in_memory(rocks, monkeypatch):
    monkeypatch.setattr(sampled_page, "_MAX_BYTES", 200)
    *_, result = survey_of(rocks(PLAIN))
    assert len(result.final) == 2
    assert len(result.records) == 4


def test_a_page_that_changes_after_the_survey_is_extracted_again(rocks):
    folder = rocks(PLAIN)
    source, files, result = survey_of(folder)
    assert result.final.keys() == {file.path for file in files}
    (folder / "gneiss.html").write_text(PLAIN.format("Gneiss", "granite"), encoding="utf-8")
    scanned = scan(files, {}, source).with_survey(result.records, result.final)
    assert [each.file.path for each in scanned.files if each.stored is None] == ["gneiss.html"]
