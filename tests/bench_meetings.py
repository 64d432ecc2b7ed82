"""The meetings engine beside two peers on the public benchmark: RC2 on the paper's plain encoding, CP-SAT.

``FAIRPLAN_DATA`` names a folder with the public instances (default ``../shared``). Run by ``make bench``, or
alone: ``python tests/bench_meetings.py [--all] [--seconds S] [NAME …]``.
"""

import argparse
import csv
import os
import threading
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

from ortools.sat.python import cp_model
from pysat.card import CardEnc, EncType
from pysat.examples.rc2 import RC2
from pysat.formula import WCNF, IDPool

from fairplan.meetings import check, solve
from fairplan.meetings.exchange import read_problem
from fairplan.meetings.problem import Problem
from fairplan.report import Limit, Status

FOLDER = Path(os.environ.get("FAIRPLAN_DATA", "../shared")) / "benchmarks" / "b2bsop"
Answer = tuple[str, float, float]


def timed(run: Callable[[], str]) -> Answer:
    """Return an answer with its wall and CPU seconds."""
    wall, processor = time.perf_counter(), time.process_time()
    answer = run()
    return answer, time.perf_counter() - wall, time.process_time() - processor


def ours(problem: Problem, seconds: float) -> str:
    """Return the breaks proved, or how far it came; stop on a breach."""
    result = solve(problem, limit=Limit(seconds=seconds), seed=0)
    if result.plan is None:
        return "unsat" if result.status is Status.INFEASIBLE else "-"
    assert check(problem, result.plan) == ()
    breaks = result.plan.breaks(problem)
    return str(breaks) if result.status is Status.OPTIMAL else f"{result.bound}..{breaks}"


def starts(problem: Problem) -> dict[str, list[int]]:
    """Return the slots that a request and its people allow, without any deduction."""
    found = {}
    for one in problem.requests:
        present = [problem.person[name].available or frozenset() for name in one.participants]
        allowed = [slot for slot, session in problem.session_of.items() if one.begins_in(slot, session.id)]
        found[one.id] = [slot for slot in allowed if all(slot in slots for slots in present)]
    return found


class PlainEncoding:
    """The paper's plain encoding: meeting, used and break literals, without implied constraints (section 4)."""

    def __init__(self, problem: Problem) -> None:
        self.problem, self.pool, self.formula = problem, IDPool(), WCNF()
        self.allowed, self.slots = starts(problem), list(problem.session_of)
        for name, row in self.allowed.items():
            self.formula.append([self.name(name, slot) for slot in row])
            self.at_most_one([self.name(name, slot) for slot in row])
        for slot in self.slots:
            row = [self.name(name, slot) for name, row in self.allowed.items() if slot in row]
            self.at_most(row, problem.places[0].capacity)
        for pair in problem.precedences:
            for late in self.allowed[pair.other]:
                early = [self.name(pair.one, slot) for slot in self.allowed[pair.one] if slot < late]
                self.formula.append([-self.name(pair.other, late), *early])
        for person in problem.participants:
            self.one_day(person.id, [one.id for one in problem.requests if person.id in one.participants])

    def name(self, *what: object) -> int:
        """Return the literal of something."""
        return int(self.pool.id(what))

    def at_most(self, literals: list[int], most: int) -> None:
        """Add a sequential counter."""
        if len(literals) > most:
            for clause in CardEnc.atmost(literals, most, vpool=self.pool, encoding=EncType.seqcounter).clauses:
                self.formula.append(clause)

    def at_most_one(self, literals: list[int]) -> None:
        """Forbid every pair."""
        for one, other in combinations(literals, 2):
            self.formula.append([-one, -other])

    def one_day(self, person: str, own: list[str]) -> None:
        """Add one participant's breaks: used before, not now, and used later."""
        self.formula.append([-self.name("used", person, 0)])
        breaks = [self.name("break", person, slot) for slot in self.slots]
        for slot, ends in zip(self.slots, breaks, strict=True):
            row = [self.name(meeting, slot) for meeting in own if slot in self.allowed[meeting]]
            later = [self.name(meeting, after) for meeting in own for after in self.allowed[meeting] if after > slot]
            used, before = self.name("used", person, slot), self.name("used", person, slot - 1)
            none = self.name("none", person, slot)
            self.at_most_one(row)
            self.formula.append([-used, *row])
            self.formula.extend([[-literal, used] for literal in row] + [[-literal, -none] for literal in later])
            self.formula.append([ends, used, -before, none])
            self.formula.append([-ends], weight=1)
        if self.problem.fairness is not None:
            self.at_most(breaks, self.problem.fairness)


def rc2(problem: Problem, seconds: float) -> str:
    """Return what RC2 finds; where somebody has one meeting at most, fairness is a bound on each."""
    if not all(starts(problem).values()):
        return "unsat"
    solver = RC2(PlainEncoding(problem).formula, solver="g4")

    stopped = threading.Event()

    def stop() -> None:
        stopped.set()
        solver.interrupt()

    timer = threading.Timer(seconds, stop)
    timer.start()
    found = solver.compute(expect_interrupt=True)
    timer.cancel()
    if found is None:
        return "-" if stopped.is_set() else "unsat"
    return str(solver.cost)


def cp_sat(problem: Problem, seconds: float) -> str:
    """Return what CP-SAT finds on the natural model, with two workers."""
    model, allowed, slots = cp_model.CpModel(), starts(problem), list(problem.session_of)
    at: dict[tuple[str, int], Any] = {
        (name, slot): model.new_bool_var("") for name in allowed for slot in allowed[name]
    }  # Any: ortools
    for name, row in allowed.items():
        model.add_exactly_one(at[name, slot] for slot in row)
    for slot in slots:
        model.add(sum(at[name, slot] for name in allowed if (name, slot) in at) <= problem.places[0].capacity)
    for pair in problem.precedences:
        first, second = (sum(slot * at[name, slot] for slot in allowed[name]) for name in (pair.one, pair.other))
        model.add(first + 1 <= second)
    total = []
    for person in problem.participants:
        own = [one.id for one in problem.requests if person.id in one.participants]
        used = [model.new_bool_var("") for _slot in slots]
        blocks = [model.new_bool_var("") for _slot in slots]
        for place, slot in enumerate(slots):
            model.add(sum(at[name, slot] for name in own if (name, slot) in at) == used[place])
            model.add(blocks[place] >= used[place] - (used[place - 1] if place else 0))
        breaks = model.new_int_var(0, len(slots) if problem.fairness is None else problem.fairness, "")
        model.add(breaks >= sum(blocks) - 1)
        total.append(breaks)
    model.minimize(sum(total))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return "unsat"
    bounds = f"{solver.best_objective_bound:.0f}..{solver.objective_value:.0f}"
    names = {cp_model.OPTIMAL: f"{solver.objective_value:.0f}", cp_model.FEASIBLE: bounds}
    return names.get(status, "-")


def cases(*, everything: bool, names: list[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of the table of optima."""
    with (FOLDER / "optima.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            usual = everything or (row["d"] == "2" and row["variant"] == "original")
            if row["instance"] in names or (usual and not names):
                yield row


def main() -> None:
    """Print one table; the ratio is the peer's wall time over ours."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--peer-seconds", type=float, default=20)
    options = parser.parse_args()
    if not (FOLDER / "optima.csv").exists():
        print(f"The public instances are not in {FOLDER}: set FAIRPLAN_DATA; their benchmark is left out.")
        return
    print("instance | d | optimum | ours | s | CPU s | RC2 | s | ratio | CP-SAT | s | ratio")
    total, wrong = 0.0, 0
    for row in cases(everything=options.all, names=options.names):
        name = f"{row['instance']}.{row['variant']}"
        text = (FOLDER / f"{name}.dzn").read_text(encoding="utf-8")
        problem = read_problem(text, f"{name}.dzn", fairness=int(row["d"]))
        answer, wall, processor = timed(lambda problem=problem: ours(problem, options.seconds))  # type: ignore[misc]  # a default binds the loop's value
        line = [name, row["d"], row["optimum_or_unsat"], answer, f"{wall:.2f}", f"{processor:.2f}"]
        for peer in (rc2, cp_sat) if options.peer_seconds else ():
            found, seconds, _processor = timed(lambda problem=problem, peer=peer: peer(problem, options.peer_seconds))  # type: ignore[misc]  # a default binds the loop's value
            line += [found, f"{seconds:.2f}", f"{seconds / wall:.1f}"]
        print(" | ".join(line), flush=True)
        total, wrong = total + wall, wrong + (answer != row["optimum_or_unsat"])
    print(f"ours in all {total:.1f} s, {wrong} not as published")


if __name__ == "__main__":
    main()
