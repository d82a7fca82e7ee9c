"""Markdown files -> HTML pages; the only room that knows Markdown."""
