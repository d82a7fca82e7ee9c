"""Markdown files -> HTML pages; the only package that knows Markdown."""
