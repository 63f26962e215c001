"""`python -m benchmarks.crawl.light crawl ...`: the command line with a stand-in for extraction that costs little.

What a page costs to extract depends on the page alone, and the processes that do it are replaced every 1,000 pages;
what may grow with a crawl is all the rest. So this crawls through everything but the extractor.
"""

import re
from datetime import UTC, datetime
from typing import Any

from crawler.extract.outcome import Outcome
from crawler.pipelines.adapt import article_from
from crawler.spiders import reading
from crawler.spiders.reading import Reading, Task

_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def read(task: Task, shared: dict[str, Any]) -> Reading:
    """Read sources as the crawl does; of a page take title and text, chrome and all."""
    if task.link.role == "source":
        return reading.read(task, shared)
    html = task.page.body.decode("utf-8", "replace")
    title = _TITLE.search(html)
    text = " ".join(_TAG.sub(" ", html).split())
    item = {"url": task.page.url, "headline": title[1] if title else "-", "body_text": text or "-"}
    article = article_from(item, task.page.outlet, now=datetime.now(UTC))
    return Reading(article=article, outcome=Outcome(result=article))


def main() -> None:
    """Run the command line with the stand-in."""
    from crawler.cli.app import main as command_line
    from crawler.spiders import reader

    reader.READ, reader.PREPARE = "benchmarks.crawl.light:read", None
    command_line()


if __name__ == "__main__":
    main()
