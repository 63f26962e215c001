"""Kill a real `copydesk crawl` at random moments, again and again, and look for what was lost, repeated or torn.

    python -m benchmarks.kill                      30 kills (SIGKILL) over a demo newspaper of 2,100 articles
    python -m benchmarks.kill --signal TERM        the same with SIGTERM, where every run must end by itself with 130

Each crawl gets a random time to live; after the kills one crawl runs to its end. A stored record is one that the state
had committed when the kill came: its bytes must be in the files for good. Exit code 1 where anything is wrong.
"""

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from crawler.demo import Newspaper, Running, serve

OUTLETS = 3
CHECKPOINT_ARTICLES = 10
"""Rather than a crawl's 100: ten times as many checkpoints to be killed in."""
LOOPBACK = "127.0.0.0/8"
STOP_SECONDS = 30.0
"""After SIGTERM a run must have ended within this."""
REPORTED = 10
OUTCOMES = ("lost", "repeated", "torn", "not expected", "revised", "out of order")
ORPHAN_SECONDS = 5.0
"""Worker processes of a killed crawl must be gone after this."""
COPYDESK = str(Path(sys.executable).with_name("copydesk"))


@dataclass(slots=True, kw_only=True)
class Findings:
    kills: int = 0
    ended_before: int = 0
    """Crawls that had nothing more to do before their time was up; not counted as kills."""
    slow_stops: int = 0
    wrong_codes: Counter[int] = field(default_factory=Counter)
    overwritten: int = 0
    """Committed bytes that were changed later."""
    orphans: int = 0
    """Kills after which a worker process lived on."""


def committed(output: Path) -> dict[Path, bytes]:
    """Return the committed part of every article file, read as another process does."""
    parts: dict[Path, bytes] = {}
    for state in sorted((output / "state").glob("*.sqlite")):
        connection = sqlite3.connect(f"{state.absolute().as_uri()}?mode=ro", uri=True)
        try:
            for name, size in connection.execute("SELECT name, bytes FROM file"):
                path = output / "articles" / state.stem / name
                parts[path] = path.read_bytes()[:size]
        finally:
            connection.close()
    return parts


def crawl(folder: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [COPYDESK, "crawl", "--outlets", str(folder), "--output", str(output)]
    command += ["--allow-network", LOOPBACK, "--delay", "0", "--no-progress"]
    command += ["--set", f"NEWS_CHECKPOINT_ARTICLES={CHECKPOINT_ARTICLES}"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)


def kill_some(options: argparse.Namespace, folder: Path, output: Path, chance: random.Random) -> Findings:
    """Start crawls and end each after a random time, until there were enough kills or everything is stored."""
    found = Findings()
    while found.kills < options.kills and found.ended_before < 3:
        process = crawl(folder, output)
        try:
            code = process.wait(chance.uniform(options.shortest, options.longest))
            found.ended_before += 1
            if code:
                found.wrong_codes[code] += 1
            continue
        except subprocess.TimeoutExpired:
            pass
        found.kills += 1
        end(process, options.signal, found)
        found.orphans += has_orphans(process.pid)
        before = committed(output)
        found.overwritten += sum(not path.read_bytes().startswith(part) for path, part in options.kept.items())
        options.kept.update(before)
        print(
            f"kill {found.kills:>2}: {sum(part.count(bytes([10])) for part in before.values()):>5} stored", flush=True
        )
    return found


def end(process: subprocess.Popen[bytes], number: signal.Signals, found: Findings) -> None:
    started = time.monotonic()
    process.send_signal(number)
    code = process.wait(STOP_SECONDS * 4)
    if number == signal.SIGKILL:
        return
    found.slow_stops += time.monotonic() - started > STOP_SECONDS
    if code != 130:
        found.wrong_codes[code] += 1


def has_orphans(session: int) -> bool:
    """Whether a process of the crawl is still there when it should not."""
    until = time.monotonic() + ORPHAN_SECONDS
    while time.monotonic() < until:
        if session not in map(_session_of, (path.name for path in Path("/proc").glob("[0-9]*"))):
            return False
        time.sleep(0.05)
    return True


def _session_of(pid: str) -> int | None:
    try:
        return os.getsid(int(pid))
    except ProcessLookupError:  # it ended meanwhile
        return None


def judge(output: Path, running: Running) -> tuple[Counter[str], list[str]]:
    """Return how many articles were lost, repeated, torn or wrong, and the first few of them."""
    wrong: Counter[str] = Counter()
    examples: list[str] = []
    seen: Counter[str] = Counter()
    for path in sorted((output / "articles").glob("*/*.jsonl")):
        moments = []
        for line in path.read_bytes().splitlines(keepends=True):
            try:
                record = json.loads(line) if line.endswith(b"\n") else None
            except ValueError:
                record = None
            if record is None:
                wrong["torn"] += 1
                examples.append(f"torn: {path}: {line[-80:]!r}")
                continue
            seen[record["canonical_url"]] += 1
            moments.append(record["first_seen_at"])
            wrong["revised"] += record["revision"] != 1
        wrong["out of order"] += moments != sorted(set(moments))
    expected = {article.url for article in running.truth()}
    wrong["lost"] = len(expected - set(seen))
    wrong["not expected"] = len(set(seen) - expected)
    wrong["repeated"] = sum(n - 1 for n in seen.values())
    examples += [f"lost: {url}" for url in sorted(expected - set(seen))]
    examples += [f"repeated: {url}" for url, n in seen.items() if n > 1]
    return wrong, examples[:REPORTED]


def main() -> int:
    options = read_options()
    chance = random.Random(options.seed)
    work = Path(tempfile.mkdtemp(prefix="kill-"))
    output, folder = work / "output", work / "outlets"
    options.kept = {}
    newspaper = Newspaper(n_outlets=OUTLETS, articles_per_outlet=options.articles // OUTLETS, crawl_delay_seconds=None)
    with serve(newspaper, keep_log=False) as running:
        running.write_outlet_files(folder)
        found = kill_some(options, folder, output, chance)
        last = crawl(folder, output)
        errors = last.communicate()[1].decode()
        found.overwritten += sum(not path.read_bytes().startswith(part) for path, part in options.kept.items())
        wrong, examples = judge(output, running)
        articles = len(list(running.truth()))
    print("\n".join([errors.strip().splitlines()[-1] if errors.strip() else "", *examples]))
    outcome = ", ".join(f"{name} {wrong[name]}" for name in OUTCOMES)
    print(f"{articles:,} articles, {found.kills} kills ({options.signal.name}, seed {options.seed}): {outcome},")
    print(f"overwritten {found.overwritten}, orphans {found.orphans}, slow stops {found.slow_stops},", end=" ")
    print(f"wrong exit codes {dict(found.wrong_codes)}, last exit code {last.returncode}")
    if not options.keep:
        shutil.rmtree(work)
    is_fine = not (
        +wrong or found.overwritten or found.orphans or found.slow_stops or found.wrong_codes or last.returncode
    )
    return 0 if is_fine and found.kills == options.kills else 1


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--articles", type=int, default=2100)
    parser.add_argument("--signal", type=lambda name: signal.Signals[f"SIG{name}"], default=signal.SIGKILL)
    parser.add_argument("--shortest", type=float, default=2.0, help="seconds a crawl lives at least")
    parser.add_argument("--longest", type=float, default=3.5, help="seconds a crawl lives at most")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--keep", action="store_true", help="leave the folder for a look")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
