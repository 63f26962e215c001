"""The fork server ends with the process that it forks for, and without a word: cron mails what stands on stderr."""

import os
import pickle
import select
import socket
import subprocess
import sys

from crawler.fleet.forkserver import _START
from crawler.fleet.wire import send


def test_it_ends_quietly_where_its_pool_dies_with_an_answer_unread() -> None:
    """The socket is then reset, not just closed, and that is no error to tell."""
    ours, theirs = socket.socketpair()
    with theirs:
        server = subprocess.Popen(
            [sys.executable, "-c", _START, str(theirs.fileno()), str(os.getpid()), "\n".join(sys.path)],
            pass_fds=(theirs.fileno(),),
            stderr=subprocess.PIPE,
        )
    send(ours, pickle.dumps(("tests.fleet.jobs", "run", None)))
    assert select.select([ours], [], [], 30.0)[0], "no answer came"

    ours.close()

    _, said = server.communicate(timeout=30)
    assert said == b""
    assert server.returncode == 0


def test_it_loads_nothing_for_a_parent_that_died_before_it_began() -> None:
    """On a full machine Python takes seconds to start, and the loading would take seconds more."""
    ours, theirs = socket.socketpair()
    died_early = subprocess.Popen([sys.executable, "-c", ""])
    died_early.wait()
    command = [sys.executable, "-c", _START, str(theirs.fileno()), str(died_early.pid), "\n".join(sys.path)]
    with ours, theirs:
        server = subprocess.Popen(
            [*command, "tests.fleet.jobs", "tests.fleet.jobs:prepare"], pass_fds=(theirs.fileno(),)
        )

        assert server.wait(timeout=30) == 0  # with its socket open: nothing but the parent tells it to end
