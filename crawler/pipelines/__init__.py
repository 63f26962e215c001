"""Scrapy item pipelines: each touches the fields in its name."""
