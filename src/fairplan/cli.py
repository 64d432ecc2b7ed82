"""``fairplan``: the engines on files."""

import argparse
import sys
from collections.abc import Sequence

from fairplan import goods


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, or 2 when the input cannot be read."""
    parser = argparse.ArgumentParser(prog="fairplan", description="The engines of Kirmash, on files.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    explain = commands.add_parser("goods", help="read goods codes: section, parents, distance to the first")
    explain.add_argument("codes", nargs="+", metavar="CODE")
    explain.set_defaults(run=_explain_goods)
    options = parser.parse_args(arguments)
    try:
        sys.stdout.write(options.run(options))
    except ValueError as problem:
        sys.stderr.write(f"fairplan: {problem}\n")
        return 2
    return 0


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
