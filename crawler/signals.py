"""Copydesk's own Scrapy signals. Plain objects, so that every room may name them."""

run_interrupted = object()
"""Sent once, without arguments, when the run is asked to end: stop handing out, abort transfers, drop waiting pages."""
