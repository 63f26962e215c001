"""Measurements of Copydesk, each one command; benchmarks/README.md says what they print."""
