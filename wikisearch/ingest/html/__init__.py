"""Bytes -> a BeautifulSoup tree, and what elements say about themselves."""
