"""Bytes -> a BeautifulSoup tree."""
