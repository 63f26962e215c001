"""Score Copydesk and the installed peers on the byline set.

    python -m benchmarks.bylines [--set written|blind] [--only SYSTEM] [--by class|language] [--misses]

`exact` is the share of lines whose names are the very set credited (people; where a line names none, its desk and
agencies stand for them; case, accents and an agency's spelling ignored). `F1` is of the same names. `invented` is how
many names were given that the line does not credit, a hundred lines. Copydesk's `complete` asks for more: names cased
as signed, in order, with roles, desk and agencies all right. Time is CPU, a line.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from benchmarks.bylines.cases import SETS, Case, read_cases
from benchmarks.bylines.systems import System, installed_systems, read
from crawler.fields.agencies import agency_named
from crawler.fields.text import fold

MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Of one system over some cases; shares 0..1."""

    exact: float
    f1: float
    invented: float
    """Names too many in a hundred lines."""
    microseconds: float


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="benchmarks.bylines")
    parser.add_argument("--set", default="written", choices=SETS, help="which set of bylines")
    parser.add_argument("--only", default="", help="systems whose name begins so")
    parser.add_argument("--by", choices=("class", "language"), help="a table of Copydesk's share of exact lines")
    parser.add_argument("--misses", action="store_true", help="print what Copydesk reads wrong")
    options = parser.parse_args(arguments)
    cases = read_cases(options.set)
    for case in cases:
        read(case)  # every language's words are read before the clock runs
    print(f"{len(cases)} bylines, {len({case.language for case in cases})} languages")
    print(f"{'':20} {'exact':>7} {'F1':>7} {'invented':>9} {'us/line':>9}")
    for name, system in installed_systems():
        if name.startswith(options.only):
            score = measure(system, cases)
            print(f"{name:20} {score.exact:7.3f} {score.f1:7.3f} {score.invented:9.1f} {score.microseconds:9.0f}")
    print(f"copydesk, complete   {sum(map(is_complete, cases)) / len(cases):7.3f}")
    if options.by:
        _print_groups(cases, (lambda case: case.kind) if options.by == "class" else (lambda case: case.language))
    if options.misses:
        _print_misses(cases)


def measure(system: System, cases: Iterable[Case]) -> Score:
    """Run the system over the cases."""
    rows = []
    for case in cases:
        started = time.process_time()
        names = system(case)
        rows.append((_keys(case.credited), _keys(names), time.process_time() - started))
    right = sum(len(expected & found) for expected, found, _ in rows)
    given, wanted = sum(len(found) for _, found, _ in rows), sum(len(expected) for expected, _, _ in rows)
    return Score(
        exact=sum(expected == found for expected, found, _ in rows) / len(rows),
        f1=2 * right / (given + wanted),
        invented=100 * (given - right) / len(rows),
        microseconds=MILLION * sum(seconds for _, _, seconds in rows) / len(rows),
    )


def is_complete(case: Case) -> bool:
    """Whether Copydesk reads names, case, order, roles, desk and agencies as the case has them."""
    byline = read(case)
    people = tuple((author.name, author.role) for author in byline.authors)
    return (people, byline.desk, byline.agencies) == (case.people, case.desk, case.agencies)


def _keys(names: Iterable[str]) -> set[str]:
    return {fold(agency_named(name) or name).replace(" ", "") for name in names} - {""}


def _print_groups(cases: Iterable[Case], key: Callable[[Case], str]) -> None:
    groups: dict[str, list[bool]] = defaultdict(list)
    for case in cases:
        groups[key(case)].append(is_complete(case))
    for group, right in sorted(groups.items(), key=lambda item: (sum(item[1]) / len(item[1]), item[0])):
        print(f"  {group:20} {sum(right):4} of {len(right)}")


def _print_misses(cases: Iterable[Case]) -> None:
    for case in cases:
        if not is_complete(case):
            print(f"{case.id} {case.kind}: {case.raw!r}\n  expected {case.people} {case.desk} {case.agencies}")
            byline = read(case)
            print(f"  found    {[(a.name, a.role) for a in byline.authors]} {byline.desk} {byline.agencies}")


if __name__ == "__main__":
    main()
