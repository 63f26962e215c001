"""All misbehaviours, by name and by room."""

from crawler.demo.faults.bombs import BOMBS
from crawler.demo.faults.charsets import CHARSETS
from crawler.demo.faults.fault import Fault, Room
from crawler.demo.faults.lies import LIES
from crawler.demo.faults.nonsense import NONSENSE
from crawler.demo.faults.robots import ROBOTS
from crawler.demo.faults.security import SECURITY
from crawler.demo.faults.transport import TRANSPORT
from crawler.demo.faults.traps import TRAPS

FAULTS: tuple[Fault, ...] = (*TRANSPORT, *BOMBS, *LIES, *CHARSETS, *TRAPS, *ROBOTS, *SECURITY, *NONSENSE)
"""Every case; names are unique."""


def fault(name: str) -> Fault:
    """Return the fault of that name; KeyError names an unknown one."""
    return {f.name: f for f in FAULTS}[name]


def faults_of(room: Room) -> tuple[Fault, ...]:
    """Return the faults of one room."""
    return tuple(f for f in FAULTS if f.room == room)
