"""Scrapy spiders, and the scheduler that feeds them from the crawl state."""
