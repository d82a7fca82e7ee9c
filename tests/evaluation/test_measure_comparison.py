"""Whether the difference of two rankings is significant."""

from itertools import product
from statistics import mean

import pytest

from wikisearch.errors import OptionError
from wikisearch.evaluation import Evaluation, compare, evaluate, run


def evaluation(values):
    by_query = {f"q{place}": {"RR@10": value} for place, value in enumerate(values)}
    return Evaluation({"RR@10": mean(values)}, {}, by_query)


def exact_p(differences):
    """Share of all sign changes whose mean is at least as far from 0: the exact p value."""
    observed = abs(mean(differences))
    differences = [
        abs(mean(d * s for d, s in zip(differences, signs, strict=True)))
        for signs in product((1, -1), repeat=len(differences))
    ]
    return sum(difference >= observed - 1e-12 for difference in differences) / len(differences)


def test_an_index_compared_with_a_poorer_one(task, search):
    made = task()
    whole = evaluate(made, run(made, search("whole")))
    poor = evaluate(made, run(made, search("poor")))
    found = compare(whole, poor)["nDCG@10"]
    assert (found.mean, found.baseline, found.difference) == (1.0, 0.75, 0.25)
    assert (found.wins, found.losses, found.ties) == (1, 0, 3)
    assert found.p == 1.0  # one query of four proves nothing
    turned = compare(poor, whole)["nDCG@10"]
    assert (turned.difference, turned.wins, turned.losses, turned.p) == (-0.25, 0, 1, 1.0)


def test_an_index_is_as_good_as_itself(task, search):
    made = task()
    found = evaluate(made, run(made, search("whole")))
    compared = compare(found, found)
    assert compared
    for each in compared.values():
        assert (each.difference, each.wins, each.losses, each.ties, each.p) == (0, 0, 0, 4, 1)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ([1, 1, 1, 1, 1, 1], [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]),
        ([0.2, 0.9, 0.4, 1, 0], [0.1, 0.5, 0.5, 0.25, 0]),
        ([0, 1, 0, 1], [1, 0, 1, 0]),
    ],
)
def test_with_few_queries_p_is_counted_over_all_permutations(ours, theirs):
    found = compare(evaluation(ours), evaluation(theirs))["RR@10"]
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]
    assert found.p == pytest.approx(exact_p(differences))
    assert found.difference == pytest.approx(mean(differences))


def test_with_many_queries_p_is_sampled_deterministically():
    ours, theirs = [0.5, 0.75] * 100, [0.5, 0.7] * 100
    found = compare(evaluation(ours), evaluation(theirs))["RR@10"]
    assert found.p == compare(evaluation(ours), evaluation(theirs))["RR@10"].p
    assert found.p == pytest.approx(0.0002)
    even = compare(evaluation([0.5, 1] * 100), evaluation([1, 0.5] * 100))["RR@10"]
    assert (even.wins, even.losses) == (100, 100)
    assert even.p > 0.9


def test_one_query_proves_nothing():
    assert compare(evaluation([1]), evaluation([0]))["RR@10"].p == 1


def test_only_evaluations_of_the_same_queries_can_be_compared(task):
    one, other = evaluation([1, 0]), evaluation([1])
    with pytest.raises(OptionError, match="other queries or measures"):
        compare(one, other)
    with pytest.raises(OptionError, match="other queries or measures"):
        compare(evaluate(task(), [], ["AP"]), evaluate(task(), [], ["RR@10"]))
