"""Profiles: where the parts of a page are, per site generator."""
