"""The meaning of single fields: pure functions over plain values, no page and no network."""
