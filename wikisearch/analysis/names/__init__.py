"""The forms in which readers type a name."""
