"""A page, opened once: decoded text, tree, structured data and meta tags."""
