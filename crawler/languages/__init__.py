"""Language data and its loader: byline words, roles, desks, chrome phrases."""
