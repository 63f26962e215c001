"""Bylines beside the peers' parsers; README.md here describes the set."""
