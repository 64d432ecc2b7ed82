"""Findings and refused lines as rows of a file."""

from collections.abc import Iterable, Iterator, Sequence

from kirmash.agreements.models.reconciliation import FoundPair, Reconciliation
from kirmash.agreements.queries.naming import shown
from kirmash.base.web import csv_text

HEADER = (
    "number", "state", "differences", "name", "place", "our_name", "country", "wikidata", "our_kind", "our_date",
    "their_kind", "their_date", "our_end_there", "their_end_there", "row", "matched_because", "score", "may_be",
    "decision", "reason", "decided_on",
)  # fmt: skip
_VOICES = {True: "yes", False: "no", None: ""}


def finding_rows(pairs: Iterable[FoundPair]) -> Iterator[Sequence[object]]:
    """Yield the findings as rows, in the reader's language where they are words."""
    for one in shown(pairs):
        pair = one.pair
        ours, theirs = pair.ours, pair.theirs
        yield (
            pair.number, pair.state, " ".join(pair.differences), pair.label, pair.place.key if pair.place else "",
            one.ours, pair.country, pair.wikidata, " / ".join(line["kind"] for line in ours),
            " / ".join(line["when"] for line in ours if line["when"]),
            " / ".join(line["kind"] for line in theirs if line["kind"]),
            " / ".join(line["when"] for line in theirs if line["when"]),
            *(_VOICES[theirs[0][end] if theirs else None] for end in ("our_end", "their_end")),
            " ".join(str(line["row"]) for line in theirs), one.because, pair.reason.get("score", ""),
            " / ".join(f"{name} ({why})" for _key, name, why in one.candidates), pair.decision, pair.why,
            pair.decided_on,
        )  # fmt: skip


def refused_csv(reconciliation: Reconciliation) -> str:
    """Return the lines that could not be taken, with their numbers and the reasons, as they stood in the list."""
    refused = reconciliation.refused
    columns = list(dict.fromkeys(name for line in refused for name in line["cells"]))
    rows = ([line["row"], line["why"], *(line["cells"].get(name, "") for name in columns)] for line in refused)
    return csv_text(["row", "problem", *columns], rows)
