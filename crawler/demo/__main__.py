"""Serves the demo newspaper from a process of its own until it is interrupted: `python -m crawler.demo --outlets 100`.

Prints one line of JSON when all outlets answer: `{"outlets": [{"id", "name", "home", "toml"}]}`. For benchmarks, which
must not share the interpreter with what they measure, and for looking at the pages in a browser.
"""

import argparse
import json
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from crawler.demo.newspaper import DEFAULT_CLOCK, Newspaper, serve


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    options = _parse()
    newspaper = Newspaper(
        n_outlets=options.outlets,
        articles_per_outlet=options.articles,
        clock=datetime.now(UTC) if options.today else DEFAULT_CLOCK,
        is_live=options.today,
        seed=options.seed,
        crawl_delay_seconds=options.crawl_delay,
    )
    ports = range(options.port_base, options.port_base + options.outlets) if options.port_base else ()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with serve(newspaper, ports=ports, keep_log=False) as running:
        if options.write is not None:
            running.write_outlet_files(options.write)
        outlets = [{"id": o.id, "name": o.name, "home": o.home, "toml": o.toml} for o in running.outlets]
        sys.stdout.write(json.dumps({"outlets": outlets}) + "\n")
        sys.stdout.flush()
        try:
            signal.pause()
        except KeyboardInterrupt:
            return


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m crawler.demo", description=__doc__)
    parser.add_argument("--port-base", type=int, default=0, help="port of the first outlet; 0: free ports")
    parser.add_argument("--outlets", type=int, default=3)
    parser.add_argument("--articles", type=int, default=36, help="articles per outlet")
    parser.add_argument("--seed", default="", help="another seed, other texts")
    parser.add_argument("--crawl-delay", type=float, default=None, help="seconds that one outlet's robots.txt asks for")
    parser.add_argument("--today", action="store_true", help="date the articles up to today, not to a fixed day")
    parser.add_argument("--write", type=Path, help="folder for the outlet files")
    return parser.parse_args()


if __name__ == "__main__":
    main()
