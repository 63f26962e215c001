"""Quality and cost of extraction on a corpus of pages with known truth; `python -m benchmarks.extraction --help`."""
