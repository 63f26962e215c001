"""Functions run in a process of their own: what a kill, a limit or a fork does must not happen to pytest."""

import os
import traceback
from collections.abc import Callable


def run_in_child(function: Callable[[], object]) -> int:
    """Run `function` in a forked process; returns its exit status: 0 ended, 1 raised, else what it chose."""
    process = os.fork()
    if process == 0:
        status = 1
        try:
            function()
            status = 0
        except BaseException:  # noqa: BLE001  # whatever it was, a child must not go on as a second pytest
            traceback.print_exc()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
