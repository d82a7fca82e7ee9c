"""What a page declares about itself: JSON-LD, tables of properties, its language."""
