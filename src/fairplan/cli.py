"""``fairplan``: the engines on files."""

import argparse
import sys
from collections.abc import Sequence

from fairplan import goods, jsonio, meetings
from fairplan.meetings import exchange
from fairplan.report import Limit


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 when a plan breaks a rule, or 2 when the input cannot be read."""
    parser = argparse.ArgumentParser(prog="fairplan", description="The engines of Kirmash, on files.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    explain = commands.add_parser("goods", help="read goods codes: section, parents, distance to the first")
    explain.add_argument("codes", nargs="+", metavar="CODE")
    explain.set_defaults(run=_explain_goods)
    _add_meetings(commands)
    options = parser.parse_args(arguments)
    try:
        answer: str | tuple[str, int] = options.run(options)
    except ValueError as problem:
        sys.stderr.write(f"fairplan: {problem}\n")
        return 2
    text, status = (answer, 0) if isinstance(answer, str) else answer
    sys.stdout.write(text)
    return status


def _add_meetings(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("meetings", help="plan meetings, or judge a plan")
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    solve = verbs.add_parser("solve", help="solve a problem (.json, .dzn) into a plan")
    solve.add_argument("file", metavar="FILE")
    solve.add_argument("--fairness", type=int, metavar="D", help="bound on the difference of breaks (.dzn: 2)")
    solve.add_argument("--seconds", type=float, metavar="S", help="wall time after which the best plan is written")
    solve.add_argument("--conflicts", type=int, metavar="N", help="the same by work, which can be repeated")
    solve.add_argument("--workers", type=int, default=1, metavar="N", help="cores; the exact search uses one")
    solve.add_argument("--seed", type=int, default=0, metavar="N", help="chance of the search")
    solve.add_argument("-o", "--out", required=True, metavar="PLAN.json")
    solve.set_defaults(run=_solve_meetings)
    check = verbs.add_parser("check", help="list every breach of a plan, whoever made it")
    check.add_argument("file", metavar="FILE")
    check.add_argument("plan", metavar="PLAN.json")
    check.add_argument("--fairness", type=int, metavar="D", help="as for solve")
    check.set_defaults(run=_check_meetings)


def _solve_meetings(options: argparse.Namespace) -> str:
    watch = Limit().start()
    problem = exchange.read_problem(jsonio.read_text(options.file), options.file, fairness=options.fairness)
    seconds = None if options.seconds is None else max(0.0, options.seconds - watch.seconds())
    limit = Limit(seconds=seconds, work=options.conflicts)
    result = meetings.solve(problem, limit=limit, seed=options.seed)
    jsonio.write_text(options.out, exchange.write_result(problem, result))
    breaks = "" if result.plan is None else f", {result.plan.breaks(problem)} breaks, bound {result.bound}"
    return f"{result.status.value}{breaks}, {result.seconds:.2f} s\n"


def _check_meetings(options: argparse.Namespace) -> tuple[str, int]:
    problem = exchange.read_problem(jsonio.read_text(options.file), options.file, fairness=options.fairness)
    plan = exchange.read_plan(jsonio.read_text(options.plan), options.plan, problem)
    breaches = meetings.check(problem, plan)
    return exchange.write_breaches(breaches), int(bool(breaches))


def _explain_goods(options: argparse.Namespace) -> str:
    codes = [goods.parse(text) for text in options.codes]
    rows = [("code", "section", "parents", "steps from the first")]
    rows += [
        (
            code,
            goods.section(code),
            " > ".join(goods.parents(code)) or "-",
            str(goods.distance(codes[0], code)),
        )
        for code in codes
    ]
    return "".join("\t".join(row) + "\n" for row in rows)
