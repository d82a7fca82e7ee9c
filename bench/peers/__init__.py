"""Peers: engines that are given the same sections and asked the same queries, one module each."""
