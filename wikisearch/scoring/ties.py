"""Tied scores: engines that add scores in single precision must agree on ties."""

SCORE_STEPS = 100_000
"""Steps per unit of score; scores in the same step are tied."""


def rounded(score: float) -> int:
    """Round a score to a whole number of steps."""
    return round(score * SCORE_STEPS)
