"""Scrapy downloader middlewares: what may be requested, and at what pace."""
