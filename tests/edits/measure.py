# ruff: noqa: E501  # tables
"""Measure the checker: ``python -m edits.measure [--tune]`` with ``src:tests`` on the path."""

import sys
import time
from collections import Counter
from collections.abc import Iterable

import django
from django.conf import settings

if not settings.configured:
    settings.configure(USE_I18N=False)
    django.setup()

from edits.making import Sample, samples
from edits.worlds import WORLDS
from kirmash.bulletin.check.edited import check
from kirmash.bulletin.check.findings import Report

FACTS = {world.key: world.facts() for world in WORLDS}


def examined(found: Iterable[Sample]) -> list[tuple[Sample, Report]]:
    """Return the checker's report on each sample."""
    return [(sample, check(sample.text, sample.language, FACTS[sample.world])) for sample in found]


def table(results: list[tuple[Sample, Report]]) -> list[str]:
    """Return the figures by language and by kind of slip."""
    total, caught, named = Counter[str](), Counter[str](), Counter[str]()
    facts, flagged = Counter[str](), Counter[str]()
    for sample, report in results:
        keys = ("all", sample.language, f"kind {sample.kind}")
        for key in keys:
            if not sample.kind:
                facts[key] += sample.facts
                flagged[key] += len(report.findings)
            else:
                total[key] += 1
                caught[key] += bool(report.findings)
                named[key] += sample.kind in {f.slip.value for f in report.findings}
    lines = ["                      slips  found        %   kind right   clean: facts flagged  per 100"]
    for key in sorted(total, key=lambda k: (k.startswith("kind"), k)):
        clean = f"{facts[key]:16d} {flagged[key]:7d} {100 * flagged[key] / facts[key]:8.2f}" if facts[key] else ""
        lines.append(
            f"{key:20s} {total[key]:6d} {caught[key]:6d} {100 * caught[key] / total[key]:8.1f} {100 * named[key] / total[key]:11.1f} {clean}"
        )
    return lines


def main() -> None:
    """Print the table of the half for tuning, its failures too, or of both halves."""
    is_tuning = "--tune" in sys.argv
    found = samples()
    began = time.perf_counter()
    half = [sample for sample in found if not sample.is_held_out]
    results = examined(half)
    print(f"tuning half, {len(half)} samples, {time.perf_counter() - began:.1f} s")
    print("\n".join(table(results)))
    if is_tuning:
        for sample, report in results:
            if sample.kind and not report.findings:
                print(f"MISSED {sample.language} {sample.kind} {sample.detail} | {sample.text}")
            if not sample.kind and report.findings:
                print(f"WRONG {sample.language} | {sample.text} | {[(f.slip.value, f.said) for f in report.findings]}")
        return
    print("held-out half")
    print("\n".join(table(examined(sample for sample in found if sample.is_held_out))))


if __name__ == "__main__":
    main()
