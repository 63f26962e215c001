"""People, desk and agencies from the printed byline, where nobody has told them apart yet."""

from crawler.fields.text import clean_line
from crawler.items import Article


class BylinesPipeline:
    def process_item(self, item: Article) -> Article:
        item.byline_raw = (clean_line(item.byline_raw) or None) if item.byline_raw else None
        if item.byline_raw is None or item.authors or item.desk or item.agencies:
            return item
        from crawler.fields.bylines import parse_byline  # as in dates.py

        names = [item.outlet.name] if item.outlet.name else []
        byline = parse_byline(item.byline_raw, language=item.language, outlets=names)
        item.authors, item.desk, item.agencies = byline.authors, byline.desk, byline.agencies
        return item
