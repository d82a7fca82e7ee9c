"""The works of the bench: each is given the settings and a place, and yields rows of figures."""
