"""A process that waits for a processor is told from one that sleeps."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crawler.fleet.processor import cpu_seconds, is_runnable
from tests.fleet.test_pool import wait_until

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


def test_who_works_is_runnable_and_who_sleeps_is_not() -> None:
    """Whoever asks about itself is at work."""
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        assert is_runnable(os.getpid())
        assert wait_until(lambda: not is_runnable(sleeper.pid))
    finally:
        sleeper.kill()
        sleeper.wait()
    assert not is_runnable(sleeper.pid)
    assert cpu_seconds(sleeper.pid) is None


def test_processor_time_is_what_the_process_itself_counts() -> None:
    """In seconds, by the ticks of the kernel."""
    used = cpu_seconds(os.getpid())

    assert used is not None
    assert abs(time.process_time() - used) < 0.2
