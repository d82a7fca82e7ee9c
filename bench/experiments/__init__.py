"""The experiments: each takes the settings and a folder, and yields rows of figures."""
