"""The pool keeps its promises to tasks that crash, hang and swell, and to the process that owns it."""

import asyncio
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from crawler.fleet.pool import Failure, ForkServerError, Limits, Pool
from tests.fleet.jobs import run

LIMITS = Limits(time_seconds=0.6, memory_bytes=400 << 20)
SMALL = Limits(time_seconds=20, memory_bytes=100 << 20)
PATIENT = Limits(time_seconds=30.0)


@pytest.fixture(name="pool")
def _pool() -> Iterator[Pool]:
    with Pool(run, workers=2, limits=LIMITS) as pool:
        yield pool


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False


def wait_until(condition, seconds: float = 5.0) -> bool:
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)  # another process must get somewhere; the deadline only ends a failing test
    return condition()


def test_results_come_back_as_they_are(pool: Pool) -> None:
    """What the function returns is what the future holds, 250 KB of bytes included."""
    body = os.urandom(250_000)

    assert pool.submit(("echo", body)).result() == body
    assert pool.submit(("echo", None)).result() is None


def test_a_thousand_small_tasks_all_come_back_to_their_own_future(pool: Pool) -> None:
    """The order of completion changes nothing."""
    futures = [pool.submit(("echo", n)) for n in range(1000)]

    assert [future.result() for future in futures] == list(range(1000))


def test_one_and_many_workers_give_the_same(pool: Pool) -> None:
    """The number of workers is a matter of speed."""
    tasks = [("echo", n) if n % 7 else ("raise", n) for n in range(50)]
    with Pool(run, workers=1, limits=LIMITS) as single:
        one = [future.result() for future in [single.submit(task) for task in tasks]]

    assert [future.result() for future in [pool.submit(task) for task in tasks]] == one


@pytest.mark.parametrize("task", [("exit", 3), ("segfault", None)])
def test_a_task_that_kills_its_worker_comes_to_a_failure_and_nothing_else_is_lost(pool: Pool, task) -> None:
    """The worker is replaced and every other task is done."""
    futures = [pool.submit(("echo", n)) for n in range(4)]
    deadly = pool.submit(task)
    futures += [pool.submit(("echo", n)) for n in range(4, 8)]

    assert [future.result() for future in futures] == list(range(8))
    outcome = deadly.result()
    assert isinstance(outcome, Failure)
    assert outcome.code == "worker_died"
    assert outcome.detail in ("exit status 3", "signal 11 (SIGSEGV)")


def test_a_task_whose_worker_died_is_tried_once_more(pool: Pool, tmp_path: Path) -> None:
    """A passing fault costs nothing."""
    assert pool.submit(("die_once", str(tmp_path / "died"))).result() == "second try"


@pytest.mark.parametrize("kind", ["spin", "burn_in_c", "hang_in_c", "sleep"])
def test_a_hang_ends_at_the_time_limit(kind: str) -> None:
    """In Python or in C, busy or asleep: the worker is killed, and the next task finds another."""
    with Pool(run, workers=1, limits=Limits(time_seconds=0.3)) as pool:
        hanging = pool.submit((kind, 60))

        assert hanging.result(timeout=20).code == "timeout"
        assert pool.submit(("echo", 1)).result() == 1


def test_memory_blow_up_ends_the_worker() -> None:
    """Resident memory over the limit is the worker's end, not the machine's."""
    with Pool(run, workers=1, limits=SMALL) as pool:
        outcome = pool.submit(("swell", 16 << 20)).result()

        assert outcome.code == "memory"
        assert pool.submit(("echo", 1)).result() == 1


def test_a_worker_that_stays_swollen_is_replaced() -> None:
    """The next task finds a new process, so that several workers never hold what large tasks left behind."""
    with Pool(run, workers=1, limits=LIMITS) as pool:
        first, second, third = (pool.submit(("keep", size)).result() for size in (1, 250 << 20, 1))

    assert first == second
    assert third != second


def test_half_a_result_after_swallowed_memory_trouble_is_no_result() -> None:
    """A worker that ever held more than its limit answers nothing."""
    with Pool(run, workers=1, limits=SMALL) as pool:
        outcome = pool.submit(("swell_and_hide", 200 << 20)).result()

    assert outcome.code == "memory"


def test_an_exception_is_a_failure_with_its_words(pool: Pool) -> None:
    """No retry and no dead worker for a function that raises."""
    before = {pool.submit(("pid", None)).result() for _ in range(4)}

    assert pool.submit(("raise", None)).result() == Failure(
        code="task_error", detail="ZeroDivisionError: division by zero"
    )
    assert pool.submit(("unpicklable", None)).result().code == "task_error"
    assert {pool.submit(("pid", None)).result() for _ in range(4)} <= before | {pool.submit(("pid", None)).result()}


def test_a_task_that_cannot_be_sent_is_told_at_once(pool: Pool) -> None:
    """An unpicklable task is the caller's mistake."""
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        pool.submit(("echo", lambda: None))


def test_shared_values_reach_the_tasks_that_need_them(pool: Pool) -> None:
    """A broadcast is seen by later tasks in every worker, its newest version only, until it is forgotten."""
    pool.broadcast("template", {"version": 1})
    first = [pool.submit(("shared", "template"), needs=["template"]).result() for _ in range(4)]
    pool.broadcast("template", {"version": 2})
    second = [pool.submit(("shared", "template"), needs=["template"]).result() for _ in range(4)]
    pool.forget("template")

    assert first == [{"version": 1}] * 4
    assert second == [{"version": 2}] * 4
    assert pool.submit(("shared", "template"), needs=["template"]).result() is None


def test_a_shared_value_survives_its_workers_death(pool: Pool) -> None:
    """A new worker gets what the dead one had."""
    pool.broadcast("key", "value")
    for _ in range(3):
        pool.submit(("exit", 1)).result()

        assert pool.submit(("shared", "key"), needs=["key"]).result() == "value"


def test_nothing_starts_before_the_first_task() -> None:
    """A pool that is never used costs nothing."""
    started = time.process_time()
    with Pool(run, workers=8, limits=LIMITS) as pool:
        assert pool.in_flight == 0

    assert time.process_time() - started < 0.05


def test_only_as_many_workers_as_there_is_work() -> None:
    """One task at a time keeps to one process."""
    with Pool(run, workers=4, limits=LIMITS) as pool:
        pids = {pool.submit(("pid", None)).result() for _ in range(10)}

    assert len(pids) == 1


def test_workers_are_replaced_after_their_share_of_tasks() -> None:
    """What a library leaks goes with the process."""
    with Pool(run, workers=1, limits=Limits(time_seconds=5, tasks_per_worker=3)) as pool:
        pids = [pool.submit(("pid", None)).result() for _ in range(9)]

    assert len(set(pids)) == 3


def test_workers_are_replaced_after_their_share_of_tasks_that_were_all_there() -> None:
    """What was sent ahead counts."""
    with Pool(run, workers=1, limits=Limits(time_seconds=5, tasks_per_worker=3, waiting_per_worker=9)) as pool:
        pids = [future.result() for future in [pool.submit(("pid", None)) for _ in range(9)]]

    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [3, 3, 3]


def test_a_busy_worker_has_its_next_task_already() -> None:
    """It need not wait for this process to hear that it is done and to find the next one."""
    with Pool(run, workers=1, limits=PATIENT) as pool:
        futures = [pool.submit(task) for task in (("sleep", 0.2), ("has_more", 20), ("echo", 1))]

        assert futures[1].result() is True
        assert futures[2].result() == 1


def test_a_task_behind_a_slow_one_is_given_to_who_is_free() -> None:
    """A hanging page holds up no other."""
    with Pool(run, workers=2, limits=PATIENT) as pool:
        occupied = [pool.submit(("sleep", 0.2)), pool.submit(("sleep", 0.2))]
        slow = pool.submit(("sleep", 4))
        behind = [pool.submit(("echo", n)) for n in range(6)]

        assert [future.result() for future in behind] == list(range(6))
        assert not slow.done()
        assert [future.result() for future in (*occupied, slow)] == [None] * 3
        assert pool.submit(("echo", 1)).result() == 1


def test_a_task_sent_ahead_of_its_turn_loses_no_try_with_the_worker(tmp_path: Path) -> None:
    """Only the task that ran is suspected of the worker's death."""
    with Pool(run, workers=1, limits=PATIENT) as pool:
        tasks = [("sleep", 0.1), ("exit", 3), ("die_once", str(tmp_path / "died")), ("echo", 1)]
        futures = [pool.submit(task) for task in tasks]

        assert futures[1].result().code == "worker_died"
        assert [futures[2].result(), futures[3].result()] == ["second try", 1]


def test_a_worker_that_waits_for_the_machine_keeps_its_next_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a full machine every task is late; a new worker for each would be later still."""
    monkeypatch.setattr("crawler.fleet.lane._LATE_SECONDS", 0.02)
    monkeypatch.setattr("crawler.fleet.lane.is_runnable", lambda pid: True)
    with Pool(run, workers=1, limits=PATIENT) as pool:
        first = pool.submit(("pid", None))
        for _ in range(3):
            pool.submit(("sleep", 0.1))
        last = pool.submit(("pid", None))

        assert first.result() == last.result()


def test_large_tasks_are_sent_ahead_as_far_as_they_go() -> None:
    """More than a socket holds waits in this process, and blocks neither the worker's answer nor the limits."""
    bodies = [os.urandom(450_000) for _ in range(6)]
    with Pool(run, workers=1, limits=PATIENT) as pool:
        futures = [pool.submit(("echo", body)) for body in bodies]

        assert [future.result() for future in futures] == bodies
    with Pool(run, workers=1, limits=Limits(time_seconds=0.3)) as pool:
        hanging, behind = pool.submit(("spin", None)), pool.submit(("echo", bodies[0]))

        assert hanging.result().code == "timeout"
        assert behind.result() == bodies[0]


def test_tasks_sent_ahead_have_the_shared_values_of_their_own_time() -> None:
    """A version that came between two tasks is the second one's, also in the worker that comes after a dead one."""
    with Pool(run, workers=1, limits=PATIENT) as pool:
        pool.broadcast("key", 1)
        futures = [pool.submit(("sleep", 0.1)), pool.submit(("shared", "key"), needs=["key"])]
        pool.broadcast("key", 2)
        futures += [pool.submit(task, needs=["key"]) for task in (("shared", "key"), ("exit", 1), ("shared", "key"))]

        assert [futures[n].result() for n in (1, 2, 4)] == [1, 2, 2]


def test_a_full_pool_holds_the_submitter_back() -> None:
    """No more than the bound is ever in flight, and `is_full` says so beforehand."""
    most = 0
    with Pool(run, workers=2, limits=Limits(time_seconds=5, waiting_per_worker=1)) as pool:
        futures: list[Future] = []
        for n in range(40):
            futures.append(pool.submit(("echo", n)))
            most = max(most, pool.in_flight)

        assert [future.result() for future in futures] == list(range(40))
    assert most <= 4


def test_closing_finishes_what_was_submitted() -> None:
    """A drained pool loses nothing."""
    pool: Pool = Pool(run, workers=2, limits=LIMITS)
    futures = [pool.submit(("echo", n)) for n in range(8)]

    pool.close()

    assert [future.result(timeout=0) for future in futures] == list(range(8))
    with pytest.raises(RuntimeError):
        pool.submit(("echo", 1))
    pool.close()


def test_closing_at_once_ends_work_in_flight() -> None:
    """What a worker has comes to a failure, what waits is cancelled, and neither takes the time it would need."""
    pool: Pool = Pool(run, workers=1, limits=PATIENT)
    first = pool.submit(("sleep", 0.2))
    running, ahead, waiting = pool.submit(("sleep", 60)), pool.submit(("echo", 1)), pool.submit(("echo", 2))
    assert first.result() is None
    assert wait_until(ahead.running)
    started = time.monotonic()

    pool.close(drain=False)

    assert running.result(timeout=0).code == "closed"
    assert ahead.result(timeout=0).code == "closed"
    assert waiting.cancelled()
    assert time.monotonic() - started < 5


def test_a_killed_fork_server_is_replaced(pool: Pool) -> None:
    """Even the process that makes the workers may be killed."""
    pool.submit(("echo", 1)).result()

    os.kill(pool._server._process.pid, signal.SIGKILL)

    assert [pool.submit(("echo", n)).result() for n in range(4)] == [0, 1, 2, 3]


def test_a_function_that_cannot_be_imported_there_raises() -> None:
    """A mistake of the program is no page's failure."""
    with Pool(eval("lambda task, shared: task"), workers=1, limits=LIMITS) as pool, pytest.raises(ForkServerError):
        pool.submit(1).result()


def test_a_fork_server_that_never_comes_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A future ends with what went wrong, rather than never."""
    monkeypatch.setattr("crawler.fleet.forkserver._START", "raise SystemExit(1)")
    with Pool(run, workers=1, limits=LIMITS) as pool, pytest.raises(ForkServerError, match="ended while starting"):
        pool.submit(("echo", 1)).result()


def test_workers_hold_no_file_of_the_parent(pool: Pool, tmp_path: Path) -> None:
    """A lock file of the run never lives on in a worker."""
    with (tmp_path / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        files = pool.submit(("files", None)).result()

    assert not [name for name in files if "lock" in name]
    assert sum(name.startswith("socket:") for name in files) == 1


def test_futures_serve_asyncio(pool: Pool) -> None:
    """An event loop waits for a result as for any other future."""

    async def ask() -> list[int]:
        return await asyncio.gather(*(asyncio.wrap_future(pool.submit(("echo", n))) for n in range(5)))

    assert asyncio.run(ask()) == [0, 1, 2, 3, 4]


ORPHANS = """
import sys, time
from crawler.fleet.pool import Limits, Pool
from tests.fleet.jobs import run
pool = Pool(run, workers=2, limits=Limits(time_seconds=600))
busy = [pool.submit(("hang_in_c", None)), pool.submit(("spin", None))]
while not all(lane._pid for lane in pool._lanes) or len(pool._lanes) < 2:
    time.sleep(0.01)
print(pool._server._process.pid, *[lane._pid for lane in pool._lanes], flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_no_child_outlives_a_killed_parent(number: int) -> None:
    """Hanging in C or spinning: when the parent is gone, so are the fork server and the workers."""
    parent = subprocess.Popen([sys.executable, "-c", ORPHANS], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pids = [int(word) for word in parent.stdout.readline().split()]
    assert len(pids) == 3
    assert all(map(is_alive, pids))

    parent.send_signal(number)
    parent.wait()
    parent.stdout.close()

    assert wait_until(lambda: not any(map(is_alive, pids)))


def test_what_was_loaded_before_is_shared(pool: Pool) -> None:
    """A task that asks for it runs in a worker forked after the call, also where an older worker was there."""
    assert pool.submit(("prepared", None)).result() == 0
    futures = [pool.submit(("prepared", None), preload="tests.fleet.jobs:prepare") for _ in range(6)]
    assert {future.result() for future in futures} == {1}
    assert pool.submit(("prepared", None), preload="tests.fleet.jobs:no_such").result() == 1


def test_what_tasks_will_want_can_be_loaded_before_them(pool: Pool) -> None:
    """A pool that was warmed up does its first task in a worker that shares what was loaded."""
    pool.warm_up("tests.fleet.jobs:prepare")

    assert pool.submit(("prepared", None)).result() == 1


@pytest.mark.parametrize("drain", [True, False])
def test_a_pool_that_was_warmed_up_in_vain_leaves_nothing(drain: bool) -> None:
    """Closed before any task, be it in the middle of the loading, it has no worker, no server and no thread left."""
    pool = Pool(run, workers=2, limits=LIMITS)
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    before = set(threading.enumerate()), children.read_text()
    pool.warm_up("tests.fleet.jobs:prepare")

    pool.close(drain=drain)

    assert (set(threading.enumerate()), children.read_text()) == before


def test_warming_up_what_cannot_start_is_told_by_the_first_task() -> None:
    """Nobody waits for the loading, so nobody is there to be told."""
    with Pool("tests.fleet.jobs:no_such", workers=1, limits=LIMITS) as pool:
        pool.warm_up()
        with pytest.raises(ForkServerError):
            pool.submit(("echo", 1)).result()


LOADING = """
import time
from crawler.fleet.pool import Limits, Pool
Pool("tests.fleet.jobs:run", workers=1, limits=Limits(time_seconds=60)).warm_up("tests.fleet.jobs:load_for_long")
time.sleep(60)
"""


def test_what_is_loading_ends_with_its_parent(tmp_path: Path) -> None:
    """A pool's process that is killed while the fork server loads leaves no process that goes on with it."""
    said = tmp_path / "pid"
    parent = subprocess.Popen([sys.executable, "-c", LOADING], env={**os.environ, "LOADING": str(said)})
    assert wait_until(lambda: said.exists() and said.read_text() != "", 30)
    pid = int(said.read_text())
    assert is_alive(pid)

    parent.kill()
    parent.wait()

    assert wait_until(lambda: not is_alive(pid))
