"""The values that walk through the house: plain, frozen, and importing nothing of ours."""
