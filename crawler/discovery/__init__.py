"""Where links come from: robots.txt, sitemaps, feeds, sections, and the order they are fetched in."""
