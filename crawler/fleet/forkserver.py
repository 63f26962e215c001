"""A small process that imports the work's module once and forks workers from itself: a new worker costs milliseconds.

    pool's process --(subprocess, one socket, no other file descriptor)--> fork server --fork--> worker, worker ...

Not multiprocessing's fork server: that one runs the program's main script again in every worker, outlives a killed
parent for as long as a worker hangs, and never says how a worker died. This one reads a socket and nothing else, so it
is always there to end its workers: on request, or when the pool's process is gone, however that died.
`ForkServer` is the pool's handle; `serve` is what the process runs.
"""

import atexit
import contextlib
import gc
import importlib
import os
import pickle
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any, NoReturn, cast

from crawler.fleet.memory import resident_bytes
from crawler.fleet.wire import WireClosedError, receive, send
from crawler.fleet.worker import MEMORY_EXIT, work

_LOOK_SECONDS = 1.0
"""How often the server looks whether its parent lives, besides reading its socket: a fork of the parent may hold the
other end open."""
_WATCH_SECONDS = 0.02
"""How often the workers' memory is looked at: in so long markup made for it takes some 25 MB more."""
_STOPPED = -1
"""In the place of a worker's memory: it took too much."""
_READY = "ready"
"""A server's answer where it could load the work."""
OUT_OF_MEMORY = "out of memory"
"""How a worker ended that took more memory than all of them may."""
NEW_OBJECTS = 20_000
"""Objects made and not freed from which a worker looks for cycles among them: at Python's own 700 the looking took 6 %
of its time (benchmarks.crawl), beyond 20,000 nothing more was gained."""
_START = (
    "import sys; fd, parent, path, *early = sys.argv[1:]; sys.path[:] = path.split('\\n'); "
    "from crawler.fleet.forkserver import serve; serve(int(fd), int(parent), *early)"
)
_Started = tuple[subprocess.Popen[bytes], socket.socket]
_early: dict[str, _Started] = {}
"""Module -> a server that loads it, and that no pool has taken yet."""


class ForkServerError(Exception):
    """The fork server did not come up, as where the work's module can't be imported, or ended at once."""


def start_early(module: str, preload: str) -> None:
    """Start a fork server for the pool that will run a function of `module`, before there is one.

    It loads the module and calls `preload` (`package.module:function`) beside whatever this process does meanwhile, and
    ends with it where no pool takes it.
    """
    if module not in _early:
        _early[module] = _launch(module, preload)
        atexit.register(_end_early, module)


def _end_early(module: str) -> None:
    if started := _early.pop(module, None):
        process, wire = started
        process.kill()
        process.wait()
        wire.close()


def _launch(*early: str) -> _Started:
    ours, theirs = socket.socketpair()
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", _START, str(theirs.fileno()), str(os.getpid()), "\n".join(sys.path), *early],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the program's own output may be what others read
            process_group=0,  # Ctrl-C is for the program, which decides what becomes of work in flight
        )
    return process, ours


class ForkServer:
    """The pool's end: starts lazily, starts again when it was killed. Safe to use from several threads."""

    def __init__(self, module: str, name: str, memory_bytes: int | None) -> None:
        self._job = (module, name, memory_bytes)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None

    def spawn(self, preload: str | None = None) -> tuple[int, socket.socket]:
        """Return process id and wire of a new worker, forked after `preload` was called. Raises ForkServerError."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                return int(self._request(f"spawn {preload or ''}".encode(), theirs.fileno())), ours
            except BaseException:
                ours.close()
                raise

    def bury(self, pid: int) -> str:
        """Kill the worker if it still lives and return how it ended, for people."""
        if self._wire is None:
            return "the fork server ended"
        try:
            return str(self._request(b"bury %d" % pid, None))
        except ForkServerError:  # it is gone, and its workers with it
            return "the fork server ended"

    def close(self) -> None:
        """End the server; it takes its workers with it."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._wire is not None:
            self._wire.close()
        if self._process is not None:
            self._process.wait()
        self._wire = self._process = None

    def _request(self, message: bytes, fd: int | None) -> Any:
        """Return the server's answer; a spawn (one with an `fd`) is asked of a second server where the first died."""
        with self._lock:
            for _ in range(2 if fd is not None else 1):
                wire = self._wire or self._start()
                try:
                    if fd is not None:
                        socket.send_fds(wire, [b"f"], [fd])
                    else:
                        wire.sendall(b"m")
                    send(wire, message)
                    return pickle.loads(receive(wire))
                except (WireClosedError, BrokenPipeError, ConnectionResetError):
                    self._close()
            raise ForkServerError("the fork server ended while it was asked for a worker")

    def _start(self) -> socket.socket:
        early = _early.pop(self._job[0], None)
        fault = self._begin(early) if early else None
        if fault is None:  # there was none, or it was killed
            fault = self._begin(_launch()) or "it ended while starting"
        if fault != _READY:
            self._close()
            raise ForkServerError(f"the worker processes can't start: {fault}")
        assert self._wire is not None
        return self._wire

    def _begin(self, started: _Started) -> str | None:
        """Tell a server its job, and return its answer; None where it gave none."""
        self._process, self._wire = started
        try:
            send(self._wire, pickle.dumps(self._job))
            return str(pickle.loads(receive(self._wire)))
        except (WireClosedError, BrokenPipeError, ConnectionResetError):
            self._close()
            return None


def serve(fd: int, parent_pid: int, early_module: str = "", early_preload: str = "") -> NoReturn:
    """Run the server on the socket `fd` until its other end closes, then kill every worker and end the process.

    What is `early` is loaded before the job is known. `parent_pid` is told: the parent may be dead by now.
    """
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # whoever sends them to every process means the program
    gc.disable()  # what is loaded stays: looking for cycles in it was a tenth of the loading, and found next to none
    workers: dict[int, int] = {}
    preloaded = {""}
    wire = socket.socket(fileno=fd)
    try:
        if early_module:
            with _ending_with(parent_pid), contextlib.suppress(Exception):  # the job will say why
                importlib.import_module(early_module)
                _preload(early_preload, preloaded)
        module, name, memory_bytes = pickle.loads(receive(wire))
        with _ending_with(parent_pid):
            function = _load(wire, module, name)
        while _wait_for_request(wire, parent_pid, workers, memory_bytes):
            _, fds, _, _ = socket.recv_fds(wire, 1, 1)
            message = receive(wire)
            if fds:
                with _ending_with(parent_pid):
                    _preload(message.decode().partition(" ")[2], preloaded)
                send(wire, pickle.dumps(_fork(wire, socket.socket(fileno=fds[0]), function, memory_bytes, workers)))
            else:
                send(wire, pickle.dumps(_bury(int(message.split()[1]), workers)))
    except (WireClosedError, ConnectionResetError):  # the second where the pool died before it read an answer
        pass
    for pid in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    os._exit(0)


@contextlib.contextmanager
def _ending_with(parent_pid: int) -> Iterator[None]:
    """End the process soon after its parent, in the middle of what is loaded: on a full machine that takes seconds."""

    def look(*_: object) -> None:
        if os.getppid() != parent_pid:
            os._exit(0)

    look()
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _LOOK_SECONDS, _LOOK_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)


def _load(wire: socket.socket, module: str, name: str) -> Any:
    try:
        function = getattr(importlib.import_module(module), name)
    except Exception as error:  # noqa: BLE001 - told to the pool, which raises it where the user sees it
        send(wire, pickle.dumps(f"{module}.{name}: {type(error).__name__}: {error}"))
        os._exit(1)
    gc.freeze()  # collections in the workers leave the shared pages alone
    send(wire, pickle.dumps(_READY))
    return function


def _preload(name: str, preloaded: set[str]) -> None:
    """Call a function once, for what it loads; where it can't be called, the work itself will say why."""
    if name not in preloaded:
        preloaded.add(name)
        module, _, function = name.partition(":")
        with contextlib.suppress(Exception):
            getattr(importlib.import_module(module), function)()
        gc.freeze()


def _wait_for_request(wire: socket.socket, parent_pid: int, workers: dict[int, int], memory_bytes: int | None) -> bool:
    """Return True when a request can be read, False when the pool's process is gone; until then watch the workers."""
    is_watching = bool(workers) and memory_bytes is not None
    while True:
        readable, _, _ = select.select([wire], [], [], _WATCH_SECONDS if is_watching else _LOOK_SECONDS)
        if is_watching:
            _stop_swollen(workers, cast(int, memory_bytes))
        if os.getppid() != parent_pid:
            return False
        if readable:
            return bool(wire.recv(1, socket.MSG_PEEK))


def _stop_swollen(workers: dict[int, int], memory_bytes: int) -> None:
    """Kill the workers that took too much, and remember why.

    Their lanes look as well, but a lane may have to wait while the pool's process does other work.
    """
    for pid, inherited_bytes in workers.items():
        if inherited_bytes != _STOPPED and (resident_bytes(pid) or 0) - inherited_bytes > memory_bytes:
            os.kill(pid, signal.SIGKILL)
            workers[pid] = _STOPPED


def _fork(
    wire: socket.socket, theirs: socket.socket, function: Any, memory_bytes: int | None, workers: dict[int, int]
) -> int:
    server_pid = os.getpid()
    pid = os.fork()
    if pid == 0:
        wire.close()
        gc.set_threshold(NEW_OBJECTS)
        gc.enable()
        work(theirs, function, memory_bytes, server_pid)
    theirs.close()
    workers[pid] = resident_bytes(pid) or 0
    return pid


def _bury(pid: int, workers: dict[int, int]) -> str:
    """Only the parent collects a process, so its number can't have passed to another."""
    if pid not in workers:
        return "it was no worker"
    was_stopped = workers.pop(pid) == _STOPPED
    os.kill(pid, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if was_stopped or status == MEMORY_EXIT:
        return OUT_OF_MEMORY
    return f"exit status {status}" if status >= 0 else f"signal {-status} ({signal.Signals(-status).name})"
