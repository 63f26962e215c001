"""The fork server ends with the process that it forks for, and without a word: cron mails what stands on stderr."""

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
            [sys.executable, "-c", _START, str(theirs.fileno()), "\n".join(sys.path)],
            pass_fds=(theirs.fileno(),),
            stderr=subprocess.PIPE,
        )
    send(ours, pickle.dumps(("tests.fleet.jobs", "run", None)))
    assert select.select([ours], [], [], 30.0)[0], "no answer came"

    ours.close()

    _, said = server.communicate(timeout=30)
    assert said == b""
    assert server.returncode == 0
