"""Texts of guards, one file each in ``guards/``: ``python -m edits.guarded [NAME]`` measures them, failures too.

The head of a file says by whose hand its texts are, and what was found when they were measured first.
"""

import sys
import tomllib
from pathlib import Path

import edits.freely  # noqa: F401  # the facts of its sets
from edits.making import Sample
from edits.measure import examined, table

FOLDER = Path(__file__).parent / "guards"


def guards() -> list[str]:
    """Return the names of the sets."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def guard(name: str) -> list[Sample]:
    """Return the texts of a set."""
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    slips = [Sample(language=row[0], world=row[1], kind=row[2], text=row[3], facts=1) for row in rows["slips"]]
    clean = [Sample(language=row[0], world=row[1], kind="", text=row[3], facts=int(row[2])) for row in rows["clean"]]
    return [*slips, *clean]


def figures(name: str) -> tuple[int, int, int, int]:
    """Return how many slips a set has and how many are found, how many facts its clean texts have and their flags."""
    results = examined(guard(name))
    found = [bool(report.findings) for sample, report in results if sample.kind]
    facts = sum(sample.facts for sample, _report in results if not sample.kind)
    return len(found), sum(found), facts, sum(len(report.findings) for sample, report in results if not sample.kind)


def main() -> None:
    """Print the table of each set and its failures."""
    for name in sys.argv[1:] or guards():
        results = examined(guard(name))
        print("\n".join([name, *table(results)]))
        for sample, report in results:
            if sample.kind and not report.findings:
                print(f"MISSED {sample.language} {sample.kind} | {sample.text}")
            if not sample.kind and report.findings:
                print(f"WRONG {sample.language} | {sample.text} | {[(f.slip.value, f.said) for f in report.findings]}")


if __name__ == "__main__":
    main()
