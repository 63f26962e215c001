"""Scrapy extensions: the run's life cycle and its progress."""
