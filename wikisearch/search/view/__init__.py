"""One open index as every step of a search sees it."""
