"""Runs the real command in a process of its own, as cron would, and reads what it wrote."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

COPYDESK = Path(sys.executable).with_name("copydesk")
LIMIT_SECONDS = 120


def copydesk(*args: str | Path, cwd: Path, limit_seconds: float = LIMIT_SECONDS) -> subprocess.CompletedProcess[str]:
    """Run `copydesk` and return what it said; TimeoutExpired where it does not end."""
    return subprocess.run(
        [COPYDESK, *map(str, args)], cwd=cwd, capture_output=True, text=True, timeout=limit_seconds, check=False
    )


def crawl(*args: str | Path, cwd: Path) -> tuple[int, dict[str, Any], str]:
    """Crawl loopback outlets without a delay; return the exit code, the report, and stderr."""
    fast = ("--allow-network", "127.0.0.0/8", "--delay", "0", "--no-progress", "--json")
    done = copydesk("crawl", *fast, *args, cwd=cwd)
    assert done.stdout, done.stderr
    return done.returncode, json.loads(done.stdout), done.stderr


def records(output: Path) -> list[dict[str, Any]]:
    """Return every record below an output folder; a torn line fails the test."""
    return [
        json.loads(line) for path in sorted(output.glob("articles/*/*.jsonl")) for line in path.read_text().splitlines()
    ]
