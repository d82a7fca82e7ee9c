"""A request checks the types and ranges of its values, and names the value that is wrong."""

import re

import pytest

from wikisearch.errors import OptionError
from wikisearch.model.request import SearchRequest, Sort

WRONG_TYPES = [
    ({"filters": {"category": ["Safety", 3]}}, "filters['category'] must contain only str, not 3"),
    ({"filters": {"category": (None,)}}, "filters['category'] must contain only str, not None"),
    ({"filters": {"category": 3}}, "filters['category'] must be a str, a list or a tuple, not 3"),
    (
        {"filters": {"category": {"a": 1}}},
        "filters['category'] must be a str, a list or a tuple, not",
    ),
    ({"filters": ["category"]}, "filters must be a dict, not list"),
    ({"facets": 3}, "facets must be a str, a list or a tuple, not 3"),
    ({"facets": ["category", 3]}, "facets must contain only str, not 3"),
    ({"facets": [["category"]]}, "facets must contain only str, not ['category']"),
    ({"limit": "1"}, "limit must be an int, not str"),
]

WRONG_VALUES = [
    ({"filters": {"author": ["A"]}}, "facet 'author': unknown facet"),
    ({"facets": ["author"]}, "facet 'author': unknown facet"),
    ({"sort": "size"}, "sort: no order 'size'"),
    ({"limit": -1}, "limit: must be 0 or more, not -1"),
]


@pytest.mark.parametrize(("options", "message"), WRONG_TYPES)
def test_a_value_of_another_type_raises_a_type_error_that_names_it(options, message):
    with pytest.raises(TypeError, match=f"^{re.escape(message)}"):
        SearchRequest("x", **options)


@pytest.mark.parametrize(("options", "message"), WRONG_VALUES)
def test_an_unknown_value_raises_an_option_error_that_names_it(options, message):
    with pytest.raises(OptionError, match=f"^{re.escape(message)}"):
        SearchRequest("x", **options)


@pytest.mark.parametrize("values", [["A", "B"], ("A", "B"), [], (), "A B"])
def test_filters_and_facets_may_be_lists_tuples_or_one_str(values):
    expected = (values,) if isinstance(values, str) else tuple(values)
    assert SearchRequest("x", filters={"category": values}).filters == {"category": expected}
    for facets in ("category", ["category"], ("category",)):
        assert SearchRequest("x", facets=facets).facets == ("category",)


def test_an_order_may_be_a_str():
    assert SearchRequest("x", sort="title").sort is Sort.TITLE
