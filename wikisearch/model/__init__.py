"""The values that all packages share: frozen, and without imports from other packages."""
