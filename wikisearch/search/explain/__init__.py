"""Explanations: why a page has its rank."""
