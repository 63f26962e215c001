"""How an item pipeline turns an article away: a code that is counted and stands in the report."""

from scrapy.exceptions import DropItem


class Reject(DropItem):
    """`code` is a short snake_case word (`no_headline`); `detail` is for people."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code, log_level="INFO")
        self.code = code
        self.detail = detail
