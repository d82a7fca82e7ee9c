"""A tree -> title, sections, links and the other parts of a page."""
