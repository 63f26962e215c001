"""Every error Copydesk raises on purpose, in three branches by what to do next.

    CopydeskError
    ├── MendError      a file, an option or an argument is wrong: mend it; raised before the first request
    │   ├── OutletError    an outlet file, or an outlet that nobody knows
    │   └── SettingError   a NEWS_* setting or a command line option
    ├── PageError      this page or source can't be used: skip it, count it under its code, go on
    └── RunError       stop the run, keep what was checkpointed
        ├── LockedError    another run holds what was asked for
        ├── OutputError    the output folder can't be written
        └── StateError     a state file is corrupt, foreign or of a newer version

`exit_code` is what the command line returns where such an error ends it (docs/command-line.md has the whole table).
"""


class CopydeskError(Exception):
    """A condition with a message for the person at the terminal: what, found, expected, next step."""

    exit_code = 1


class MendError(CopydeskError):
    exit_code = 2


class OutletError(MendError):
    pass


class SettingError(MendError):
    pass


class PageError(CopydeskError):
    """`code` is a short snake_case word that reports count; the message is for people."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(message or code)
        self.code = code

    def __reduce__(self) -> tuple[type["PageError"], tuple[str, str]]:
        """Both arguments, so that the error survives the way back from a worker process."""
        return type(self), (self.code, str(self))


class RunError(CopydeskError):
    pass


class LockedError(RunError):
    exit_code = 6


class OutputError(RunError):
    exit_code = 7


class StateError(RunError):
    exit_code = 7
