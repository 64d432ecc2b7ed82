"""Words for kinds of ties to the kinds that they can mean.

Such words do not translate one to one: German, Polish and Czech call partner city what Russian calls побратим,
and Russian has the partner as a lower rung beside it. So a word means a set of kinds, and two words contradict
each other only where the sets have nothing in common.
"""

import re
from functools import lru_cache

from fairplan.spelling import fold

TWINNING, PARTNERSHIP, INTENT = "twinning", "partnership", "protocol-of-intent"
MEMORANDUM, FRAMEWORK, ROADMAP, PLAN = "memorandum", "framework", "roadmap", "action-plan"
#: The first line that fits decides; beginnings of folded words.
_WORDS: tuple[tuple[frozenset[str], tuple[str, ...]], ...] = (
    (frozenset({INTENT}), (
        "protocol of intent", "letter of intent", "absichts", "intent", "протокол[а-я]* (?:о )?намер",
        "пратакол[а-яі]* (?:аб )?намер", "намерен", "намер")),
    (frozenset({MEMORANDUM}), ("memorand", "mou", "меморандум", "мемарандум")),
    (frozenset({PLAN}), ("action plan", "massnahmenplan", "aktionsplan", "план")),
    (frozenset({ROADMAP}), ("roadmap", "road map", "fahrplan", "дорожн", "дарожн")),
    (frozenset({FRAMEWORK}), ("framework", "rahmen", "рамочн", "рамачн")),
    (frozenset({TWINNING}), (
        "twin", "sister", "zwilling", "jumel", "hermanam", "gemell", "geminac", "systerstad", "побратим", "пабрацім",
        "побратім", "породн", "бауырлас", "დაძმობილ", "քույր", "توأم", "友好城市", "姊妹", "姐妹", "姉妹", "자매")),
    (frozenset({TWINNING, PARTNERSHIP}), (
        "stadtepartner", "staedtepartner", "partnerstadt", "partnerstaedt", "miast[oa] partner", "partnersk[eyéýa] m",
        "partnerstwo", "zusterstad", "vanskapsby", "vanort")),
    (frozenset({PARTNERSHIP}), (
        "partner", "партнер", "friend", "freund", "дружб", "сяброу", "сотруднич", "супрац", "cooperat", "kooperat")),
)  # fmt: skip
KINDS = frozenset({TWINNING, PARTNERSHIP, INTENT, MEMORANDUM, FRAMEWORK, ROADMAP, PLAN})
_COMPILED = tuple((re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})"), kinds) for kinds, patterns in _WORDS)


@lru_cache(maxsize=1 << 12)
def kinds_of(text: str) -> frozenset[str]:
    """Return the kinds that a word of a register can mean; none where nothing is known of it."""
    if text.strip() in KINDS:
        return frozenset({text.strip()})
    folded = " ".join(fold(text).translate(_BARE).split())
    return next((kinds for pattern, kinds in _COMPILED if pattern.search(folded)), frozenset())


_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "-": " ", "_": " "})
