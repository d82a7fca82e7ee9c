"""What a page declares about itself: JSON-LD and tables of properties."""
