"""What a worker has had of the processors, as /proc tells it; where there is no /proc it is not known."""

import os
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float | None:
    """Return the processor time a process has used, or None where /proc can't say."""
    try:
        fields = _stat_of(pid)
        return (int(fields[11]) + int(fields[12])) / _TICKS_PER_SECOND
    except (OSError, IndexError, ValueError):
        return None


def is_runnable(pid: int) -> bool:
    """Whether a process runs or waits for a processor, and does not sleep; False where /proc can't say."""
    try:
        return _stat_of(pid)[0] == "R"
    except (OSError, IndexError):
        return False


def _stat_of(pid: int) -> list[str]:
    """Return what /proc tells of a process from its state on (proc(5))."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
