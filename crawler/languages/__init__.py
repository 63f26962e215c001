"""What the newsrooms of a language print around an article: byline words, chrome phrases, months, common words."""

from crawler.languages.language import Language, Phrases, all_languages, load
from crawler.languages.newsroom_words import Agency, agencies, common_words, newsroom_words

__all__ = ["Agency", "Language", "Phrases", "agencies", "all_languages", "common_words", "load", "newsroom_words"]
