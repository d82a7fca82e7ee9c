"""The HTTP server: JSON for programs under `/api/v1`, and pages for people."""
