"""A tree -> the element with the content, and marks on parts that are not content."""
