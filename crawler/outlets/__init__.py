"""Outlets: their files, what they may say, and which ones a command names."""
