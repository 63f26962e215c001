"""From a page to an article, or to the reason why it is none."""
