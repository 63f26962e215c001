"""Whole crawls over a local newspaper, Copydesk beside the obvious way and its peers, in one run."""
