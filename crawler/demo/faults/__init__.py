"""Misbehaving outlets on loopback: broken transport, bombs, lies, traps, robots.txt, security, nonsense values."""

from crawler.demo.faults.catalogue import FAULTS, fault, faults_of
from crawler.demo.faults.charsets import CHARSET_CASES, CharsetCase
from crawler.demo.faults.fault import Fault, Request, Wire
from crawler.demo.faults.judging import Judgement, judge
from crawler.demo.faults.security import PRIVATE_TARGETS, SECRET
from crawler.demo.faults.serving import RunningFaults, serve_faults

__all__ = [
    "CHARSET_CASES",
    "FAULTS",
    "PRIVATE_TARGETS",
    "SECRET",
    "CharsetCase",
    "Fault",
    "Judgement",
    "Request",
    "RunningFaults",
    "Wire",
    "fault",
    "faults_of",
    "judge",
    "serve_faults",
]
