"""Levenshtein distance of two words, up to a limit."""


def within_distance(one: str, other: str, limit: int) -> bool:
    """Whether at most `limit` insertions, deletions or changes turn one word into the other.

    A transposition is two edits: engines differ in how they count it, and the ranking must not.
    """
    if abs(len(one) - len(other)) > limit:
        return False
    if limit == 0 or one == other:
        return one == other
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, right in enumerate(other, 1):
            change = previous + (left != right)
            previous = row[j]
            row[j] = min(change, row[j] + 1, row[j - 1] + 1)
        if min(row) > limit:
            return False
    return row[-1] <= limit
