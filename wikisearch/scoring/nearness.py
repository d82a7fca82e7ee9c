"""Where the tokens of a phrase stand -> whether they stand as it asks."""

from collections.abc import Sequence


def stand_near(places: Sequence[Sequence[int]], slop: int) -> bool:
    """Whether one place of each token can be chosen so that together they are the phrase.

    `places` are those of each token in turn, ascending. Each is moved back by the token's number
    in the phrase; the chosen ones may then lie `slop` apart, and no two tokens take one place.
    It is how Lucene matches sloppy phrases.
    """
    if slop == 0:
        later = (
            [place - step for place in found] for step, found in enumerate(places[1:], start=1)
        )
        return bool(set(places[0]).intersection(*later))
    return any(_fits(places, slop, (place,), place, place) for place in places[0])


def _fits(
    places: Sequence[Sequence[int]], slop: int, taken: tuple[int, ...], low: int, high: int
) -> bool:
    step = len(taken)
    if step == len(places):
        return True
    return any(
        _fits(places, slop, (*taken, place), min(low, place - step), max(high, place - step))
        for place in places[step]
        if high - slop <= place - step <= low + slop and place not in taken
    )
