"""Topics and goods: text, statement and talks are not mixed; a direction of trade is stated or left out."""

import re

from kirmash.bulletin.check.facts import Theme
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context

_ITEMS = {"de": r",|\bund\b|\bsowie\b|\boder\b", "en": r",|\band\b|\bor\b", "ru": r",|\bи\b", "be": r",|\bі\b"}


def judge(context: Context) -> None:
    """Hold what was spoken of against where, by whom and in which direction."""
    themes = {theme.reference: theme for theme in context.facts.themes}
    marks = [m for m in context.sentence.of("topic", "trade-direction") if m.value in themes]
    if marks:
        _judge_block(context, marks, themes)
    _judge_direction(context, marks, themes)
    _judge_list(context, [*marks, *context.sentence.of("section")])
    for mark in [*marks, *context.sentence.of("section", "space", "fair")]:
        claims = themes[mark.value].claims if mark.value in themes else context.facts.carried.get(mark.value, ())
        context.support(mark.start, mark.end, mark.type, claims)


def _judge_block(context: Context, marks: list[Mark], themes: dict[str, Theme]) -> None:
    first = themes[marks[0].value]
    said = _said_block(context, marks[0])
    if said and said != first.block and not _may_be(context, marks[0], said, first.block):
        if not any(f.slip == Slip.BLOCK and f.start >= context.sentence.start for f in context.findings):
            end = max(mark.end for mark in marks)
            context.report(marks[0].start, end, Slip.BLOCK, f":{first.block}", first.claims)
        return
    speaker = _one_side(context, marks[0])
    speakers = {themes[mark.value].said_by for mark in marks}
    if len(speakers) > 1 and speaker and speaker.start > marks[0].start:
        return
    if first.said_by and speaker and speaker.value != first.said_by and said != "text":
        context.flag(speaker, Slip.WHO, context.said(first.said_by), first.claims)


def _may_be(context: Context, mark: Mark, said: str, block: str) -> bool:
    """Whether one block's words fit the other: what all sides say is talks, what one says in talks its statement."""
    if said == "statement" and block == "talks":
        return _one_side(context, mark) is None
    side, before = _one_side(context, mark), context.before
    if said == "text" and block == "statement" and side and before and not context.sentence.has("kind"):
        return bool(before.cue("statement")) and not before.sentence.has("kind")
    if said == "talks" and block == "statement" and _is_voiced(context, mark):
        return True
    return said == "talks" and block == "statement" and bool(context.cue("statement"))


def _is_voiced(context: Context, mark: Mark) -> bool:
    """Whether one side is told as that which spoke: "from Almaty's side came"."""
    return _one_side(context, mark) is not None and bool(context.cue("voiced"))


def _said_block(context: Context, mark: Mark) -> str:
    """Return the block that the nearest words before the list name, or those behind it."""
    cues = [(m, m.type.removeprefix("cue ")) for m in context.cue("text", "talks", "statement")]
    if context.sentence.has("kind"):
        cues += [(m, "text") for m in context.sentence.of("act") if m.value != "negotiated"]
    cues += [(m, "text") for m in context.sentence.of("act") if m.value == "negotiated"]
    cues += [(m, "text") for m in context.sentence.of("kind") if _is_in_document(context, m)]
    ahead = [(mark.start - m.start, m.start - m.end, block) for m, block in cues if m.start < mark.start]
    nearest = max((m for m, _block in cues if m.start < mark.start), default=None)
    weak = context.cue("weak")
    if nearest and any(w.start < nearest.end and nearest.start < w.end for w in weak):
        kinds = [m for m in context.sentence.of("kind") if m.end <= nearest.start]
        between = context.between(kinds[-1].end, nearest.start).split() if kinds else []
        own = [word for word in between if word.strip("\x00") and word.lower() not in context.words.stop]
        names_it = bool(kinds) and len(own) <= 1
        before = context.before
        names_it = names_it or bool(context.cue("therein") and before and before.sentence.has("kind"))
        if names_it or any(_is_in_document(context, m) for m in context.sentence.of("kind") if m.start < mark.start):
            return "text"
    behind = [(m.start - mark.end, block) for m, block in cues if m.start >= mark.end]
    if not ahead and behind and any(w.start - mark.end <= min(behind)[0] for w in weak if w.start >= mark.end):
        kinds = [m for m in context.sentence.of("kind") if m.start > mark.end and (
            _is_in_document(context, m) or _is_subject(context, m, weak))]  # fmt: skip
        if kinds and not any(m.start < kinds[0].start for m in context.cue("talks")):
            return "text"
    return min(ahead)[2] if ahead else min(behind)[1] if behind else ""


def _is_subject(context: Context, kind: Mark, weak: list[Mark]) -> bool:
    """Whether a document and a verb of naming stand beside each other: "timber and glass, the agreement says"."""
    between = [context.between(min(w.end, kind.end), max(w.start, kind.start)) for w in weak]
    return any(re.fullmatch(r"\s+(?:\w+\s+)?", words) for words in between)


def _is_in_document(context: Context, kind: Mark) -> bool:
    """Whether a sentence says what stands in a document: "under the agreement", and no talks between."""
    head = context.between(context.sentence.start, kind.start)[-40:]
    match = re.search(
        rf"(?<!\w)(?:{context.words.cues['document'].pattern})\s+(?:[^\s,;:]+\s+){{0,2}}$", head, re.IGNORECASE
    )
    start = kind.start - len(head) + match.start() if match else 0
    return bool(match) and not any(start <= m.start < kind.start for m in context.cue("talks"))


def _one_side(context: Context, mark: Mark) -> Mark | None:
    """Return the one party that a sentence makes speak, if it is one."""
    parties = set(context.deed.parties)
    of_person = {person: place for place, person in context.deed.signatories.items()}
    found: dict[str, Mark] = {}
    for one in context.sentence.of("place", "person"):
        place = one.value if one.value in parties else of_person.get(one.value)
        if (place and one.start < mark.start) or (place and not found):
            found.setdefault(str(place), Mark(start=one.start, end=one.end, type="side", value=str(place)))
    return next(iter(found.values())) if len(found) == 1 else None


# -- direction


def _judge_direction(context: Context, marks: list[Mark], themes: dict[str, Theme]) -> None:
    cues = context.cue("export", "import", "supply")
    goods = [themes[m.value] for m in marks if themes[m.value].is_goods]
    of_facts = [theme for theme in context.facts.themes if theme.is_goods]
    for mark in context.cue("mutual") if goods and goods[0].flow == "both" else ():
        context.support(mark.start, mark.end, "direction", goods[0].claims)
    if not cues and goods:
        cues = context.cue("receive") if _ends_of(context) else []
        cues = cues or [
            m for m in marks if themes[m.value].is_goods and (len(_ends_of(context)) == 2 or _is_from(context, m))
        ]
    if not cues or context.cue("open") or not (goods or (context.sentence.has("place") and of_facts)):
        return
    if not goods and re.search(r"\d", context.bare):
        return
    flow = (goods or of_facts)[0].flow
    said = _said_flow(context, cues)
    is_other = flow in {"", "unstated"} or bool(said and said != flow)
    if is_other and not (context.cue("mutual") and flow == "both"):
        context.flag(cues[0], Slip.DIRECTION, f":{flow or 'unstated'}", (goods or of_facts)[0].claims)


def _ends_of(context: Context) -> set[str]:
    """Return "from" and "to" where a sentence has a party behind each, as in "from Brest to Graz"."""
    found = set()
    for mark in context.sentence.of("place"):
        before = context.between(context.sentence.start, mark.start)[-14:]
        found |= {
            name
            for name in ("from", "to")
            if mark.value in context.deed.parties
            and re.search(rf"(?:{context.words.cues[name].pattern})\s*$", before, re.IGNORECASE)
        }
    return found


def _is_from(context: Context, goods: Mark) -> bool:
    """Whether goods are told as those of one party: "meat products from Gomel"."""
    after = re.match(rf"\s*(?:{context.words.cues['from'].pattern})\s+", context.between(goods.end, goods.end + 12))
    place = goods.end + after.end() if after else 0
    return any(mark.start == place and mark.value in context.deed.parties for mark in context.sentence.of("place"))


def _said_flow(context: Context, cues: list[Mark]) -> str:
    """Return which way goods go according to a sentence, if it says so."""
    first, second = context.deed.parties[:2]
    source = target = ""
    for mark in context.sentence.of("place"):
        if mark.value not in {first, second}:
            continue
        before = context.between(context.sentence.start, mark.start)[-14:]
        if re.search(rf"(?:{context.words.cues['from'].pattern})\s*(?:\w+\s+)?$", before, re.IGNORECASE):
            source = mark.value
        elif re.search(rf"(?:{context.words.cues['to'].pattern})\s*(?:\w+\s+)?$", before, re.IGNORECASE):
            source, target = (mark.value, target) if cues[0].type == "cue import" else (source, mark.value)
        elif mark.start < cues[0].start and not source:
            source, target = (mark.value, target) if cues[0].type != "cue import" else (source, mark.value)
    if not source and not target:
        return ""
    source = source or (second if target == first else first)
    return "first-to-second" if source == first else "second-to-first"


# -- lists

#: Words that make a stretch between commas no item: which way goods go, and who says or does not say so.
_NO_ITEM = ("mutual", "export", "import", "supply", "negation", "telling", "weak")


def _judge_list(context: Context, marks: list[Mark]) -> None:
    """Find what stands in a list among topics, goods or sections and is none of them."""
    if not marks:
        return
    end = max(mark.end for mark in marks)
    tail = re.match(
        rf"\s*(?:{_ITEMS[context.words.language]})\s*(?:{_ITEMS[context.words.language]})?[^,;:.()–—]*",
        context.between(end, context.sentence.end),
    )
    start = min(mark.start for mark in marks)
    stretch = context.between(start, end + (tail.end() if tail else 0))
    place = start
    for item in re.split(rf"({_ITEMS[context.words.language]})", stretch):
        at = place + len(item) - len(item.lstrip(" "))
        is_way = any(at <= cue.start < place + len(item) for cue in context.cue(*_NO_ITEM))
        if not is_way and not _is_known(context, item):
            body = item.strip(" \x00")
            at = place + item.index(body)
            context.report(at, at + len(body), Slip.NAME)
        place += len(item)


def _is_known(context: Context, item: str) -> bool:
    words = re.findall(r"[^\W\d_]{3,}", item.replace("\x00", " "))
    content = [word for word in words if word.lower() not in context.words.stop]
    if "\x00" in item or not content or len(words) > 4 or re.search(r"\d", item):
        return True
    return all(_is_word_known(context, word) for word in content)


def _is_word_known(context: Context, word: str) -> bool:
    words = context.words
    if word.lower()[:5] in context.names.stems:
        return True
    patterns = (
        words.neutral,
        *words.synonyms.values(),
        *words.cues.values(),
        *words.kinds.values(),
        *words.acts.values(),
    )
    return any(pattern.fullmatch(word) for pattern in patterns)
