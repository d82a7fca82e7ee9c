"""Snippets: what is cut out of a section, and the link that leads there."""
