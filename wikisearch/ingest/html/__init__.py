"""Bytes -> a BeautifulSoup tree, and questions about its elements: text, addresses, selectors."""
