"""Profiles: what differs from one site generator to another."""
