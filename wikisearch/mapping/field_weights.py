"""Field weights: how many times a token of each field counts in the scored field.

The weights are whole numbers, because every engine can repeat a token. A repeated token counts once
in the text fields.
"""

TITLE_WEIGHT = 2
HEADING_WEIGHT = 3
ANCESTOR_WEIGHT = 1
"""Weight of the headings above a section."""

ALIAS_WEIGHT = 1
