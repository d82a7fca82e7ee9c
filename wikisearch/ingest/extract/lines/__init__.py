"""The lines of a page -> their kinds, and those that are not text of the page."""
