"""The JSON API, under `/api/v1`: what the commands print with `--json`."""
