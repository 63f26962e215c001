"""Copydesk: regional news pages in, clean, dated and correctly bylined JSON Lines out."""
