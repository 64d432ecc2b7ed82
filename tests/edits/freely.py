"""Texts that were written freely, not from templates: ``python -m edits.freely [--seen]`` measures them.

They stand in ``fresh/``; half of them, drawn by a hash of the place in its file, stays out of sight while the checker
is tuned. The Russian and the Belarusian text of one row, which are alike, lie in the same half.
"""

import hashlib
import sys
import tomllib
from functools import cache
from pathlib import Path

from edits.making import Sample
from edits.measure import FACTS, examined, table
from edits.worlds import BUGTECH

FACTS[BUGTECH.key] = BUGTECH.facts()
FOLDER = Path(__file__).parent / "fresh"
#: Sentences that were measured once, or never, before the check was changed for them.
PASSED = ("tuned", "later", "last")
LANGUAGES = ("de", "en", "ru", "be")
EAST = {"ru", "be"}


@cache
def texts() -> tuple[tuple[bool, Sample], ...]:
    """Return every text, and whether it belongs to the half that is kept out of sight."""
    found = []
    for language in LANGUAGES:
        rows = tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
        for number, (world, facts, text) in enumerate(rows["clean"]):
            sample = Sample(world=world, language=language, kind="", text=text, facts=facts)
            found.append((_is_unseen(language, "clean", number), sample))
        for number, (world, kind, text) in enumerate(rows["slips"]):
            sample = Sample(world=world, language=language, text=text, kind=kind, facts=1)
            found.append((_is_unseen(language, "slips", number), sample))
    return tuple(found)


def tuned() -> list[Sample]:
    """Return the sentences by which the check was made better, those that were measured first among them."""
    files = [tomllib.loads((FOLDER.parent / f"{name}.toml").read_text(encoding="utf-8")) for name in PASSED]
    rows = {part: [row for file in files for row in file[part]] for part in ("slips", "clean")}
    slips = [Sample(language=row[0], world=row[1], kind=row[2], text=row[3], facts=1) for row in rows["slips"]]
    clean = [Sample(language=row[0], world=row[1], kind="", text=row[3], facts=int(row[2])) for row in rows["clean"]]
    return [*slips, *clean]


def half(*, is_unseen: bool) -> list[Sample]:
    """Return the texts of one half."""
    return [sample for hidden, sample in texts() if hidden == is_unseen]


def _is_unseen(language: str, part: str, number: int) -> bool:
    family = "east" if language in EAST else language
    return hashlib.sha256(f"{family} {part} {number}".encode()).digest()[0] % 2 == 1


def main() -> None:
    """Print the table of the half that may be looked at, its failures too, or of the other."""
    is_seen = "--seen" in sys.argv
    results = examined(half(is_unseen=not is_seen))
    print("\n".join(table(results)))
    for sample, report in results if is_seen else ():
        if sample.kind and not report.findings:
            print(f"MISSED {sample.language} {sample.kind} | {sample.text}")
        if not sample.kind and report.findings:
            print(f"WRONG {sample.language} | {sample.text} | {[(f.slip.value, f.said) for f in report.findings]}")


if __name__ == "__main__":
    main()
