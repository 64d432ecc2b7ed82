"""What differs between two texts, word by word."""

import difflib
import re


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """Return the words of two texts in order, each stretch as ``kept``, ``removed`` or ``added``."""
    old, new = (re.findall(r"\s+|[^\s]+", text) for text in (before, after))
    found: list[tuple[str, str]] = []
    for verb, i, j, k, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            found.append(("kept", "".join(old[i:j])))
            continue
        found += [(how, "".join(words)) for how, words in (("removed", old[i:j]), ("added", new[k:end])) if words]
    return found
