"""Builds, updates and migrates an index: a module per step, and the records of its pages."""
