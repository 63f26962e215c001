"""`crawler.spiders.reading` with faults: what the environment's FAULTS says befalls the pages it names.

FAULTS is JSON: what a URL begins with, or "*" for all -> `die`, `hang`, `swell` or `slow`; LOG names a file that gets a
line for each page begun.
Run as a program it is `copydesk` with this reading.
"""

import json
import os
import sys
import time
from pathlib import Path
from typing import Any

from crawler.spiders import reader
from crawler.spiders.reading import Reading, Task
from crawler.spiders.reading import read as read_soundly

_SWOLLEN_BYTES = 700_000_000
_SLOW_SECONDS = 0.15


def read(task: Task, shared: dict[str, Any]) -> Reading:
    """Read a response unless a fault is to befall it."""
    faults = json.loads(os.environ["FAULTS"])
    named = next((url for url in faults if task.page.url.startswith(url)), "*")
    match faults.get(named) if task.link.role == "page" else None:
        case "die":
            os._exit(3)
        case "hang":
            time.sleep(600)
        case "swell":
            time.sleep(len(b"1" * _SWOLLEN_BYTES))
        case "slow":
            with Path(os.environ["LOG"]).open("a") as log:
                log.write(f"{time.monotonic()}\n")
            time.sleep(_SLOW_SECONDS)
    return read_soundly(task, shared)


if __name__ == "__main__":
    from crawler.cli.app import main

    reader.READ = "tests.cli.faulty_reading:read"
    sys.argv[0] = "copydesk"
    main()
