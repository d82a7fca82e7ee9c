"""A tree -> the title of the page."""
