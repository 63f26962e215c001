"""Every command that README.md shows runs, with the demo newspaper standing for the outlets on the web."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.demo import Running

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"^```console\n(.*?)^```$", README, re.M | re.S)
    for line in block.splitlines()
    if line.startswith("$ ")
]
PAPER, ARTICLE = "https://paper.example/", "https://paper.example/2026/05/17/market-hall-reopens/"


@pytest.fixture
def desk(running: Running, tmp_path: Path) -> Path:
    """A working folder with an outlet file, a saved page and a first crawl behind it."""
    home = running.outlets[0].home
    toml = re.search(r"^```toml\n(.*?)^```$", README, re.M | re.S)
    assert toml is not None
    (tmp_path / "outlets").mkdir()
    text = toml[1].replace("https://valley-ledger.example/", home)
    (tmp_path / "outlets" / "valley-ledger.toml").write_text(text, encoding="utf-8")
    (tmp_path / "page.html").write_bytes(running.websites[running.outlets[0].id].respond("/", {}).body)
    return tmp_path


def _run(command: str, folder: Path, running: Running) -> subprocess.CompletedProcess[str]:
    home = running.outlets[0].home
    article = next(iter(running.truth(running.outlets[0].id))).url
    command = command.replace(ARTICLE, article).replace(PAPER, home)
    words = shlex.split(command)
    if words[:2] == ["copydesk", "crawl"]:
        words += ["--allow-network", "127.0.0.0/8", "--delay", "0"]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        words, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120, check=False
    )


def test_the_readme_shows_commands() -> None:
    """The reader of this test knows that the commands are found at all."""
    assert sum(command.startswith("copydesk") for command in COMMANDS) >= 5


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.startswith("make ")])
def test_make_targets_exist(command: str) -> None:
    """The make commands name targets that this Makefile has; `make test` itself is what runs this."""
    done = subprocess.run([*shlex.split(command), "-n"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr


def test_the_copydesk_commands_run_in_order(desk: Path, running: Running) -> None:
    """Each command, one after the other as a reader would type them, ends well and says something."""
    for command in COMMANDS:
        if command.startswith("copydesk"):
            done = _run(command, desk, running)

            assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
            assert done.stdout or done.stderr
