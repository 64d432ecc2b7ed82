"""Offices and people: who holds which, at which level of government, of which place; and names no fact has."""

import re

from kirmash.bulletin.check.facts import Post
from kirmash.bulletin.check.findings import Slip
from kirmash.bulletin.check.marking import Mark
from kirmash.bulletin.check.rules.context import Context
from kirmash.bulletin.check.vocabulary import fold

#: Roles by which a journalist may call another one, when the body is named rightly.
ALIKE = {"chair": {"chair", "head"}, "head": {"head"}, "mayor": {"mayor", "head"}, "governor": {"governor", "head"},
         "akim": {"akim", "head"}, "minister": {"minister"}, "president": {"president", "head"}}  # fmt: skip
#: Roles that several people share in a sentence: "the heads of both cities".
SHARED = {"head", "council"}
#: Bodies that any mayor or head may be said to lead; and how many words stand before a body.
FREE = {"administration", "executive", "akimat"}
_TO_BODY = 4
#: An office behind "and" is another person's.
_JOINED = r"(?:^|\s)(?:und|and|и|і|sowie|а также|а таксама)\s+(?:\w+\s+)?$"


def judge(context: Context) -> None:
    """Hold the offices of a sentence against those of the facts."""
    posts = {post.person: post for post in context.facts.posts}
    people = [mark for mark in context.sentence.of("person") if mark.value in posts]
    for role in context.sentence.of("role"):
        person = _bearer(context, role, people)
        post = posts.get(person.value) if person else None
        if post:
            _judge_role(context, role, post)
        elif not _is_known_role(context, role):
            context.flag(role, Slip.OFFICE)
    _judge_levels(context, people, posts)
    _judge_names(context)


def roles_of(context: Context, post: Post) -> set[str]:
    """Return the classes of role that an office's own titles have."""
    titles = fold(" ; ".join(post.titles.get(context.words.language, ())), context.words.language)
    found = {role for role, pattern in context.words.roles.items() if pattern.search(titles)}
    return {alike for role in found for alike in ALIKE.get(role, {role})}


def _is_known_role(context: Context, role: Mark) -> bool:
    known = {one for post in context.facts.posts for one in roles_of(context, post)} | SHARED
    return role.value in known


def _bearer(context: Context, role: Mark, people: list[Mark]) -> Mark | None:
    """Return the person beside an office; where titles come first, the next one, else the one before it."""
    if not people:
        return None
    is_title_first = role.start < people[0].start or context.sentence.of("role", "body")[0].start < people[0].start
    ahead = next((p for p in people if p.start >= role.end), None)
    if is_title_first and ahead and not re.search(r"[,;:]", context.between(role.end, ahead.start)):
        return ahead
    best: tuple[int, Mark] | None = None
    for person in people:
        start, end = (person.end, role.start) if person.end <= role.start else (role.end, person.start)
        between = context.between(start, end)
        if any(start <= other.start < end for other in people) or any(sign in between for sign in ";"):
            continue
        distance = len(between.split()) * 2 + (
            0 if person.end <= role.start and between.lstrip().startswith(",") else 1
        )
        distance += 20 * (person.end <= role.start and bool(re.search(_JOINED, between, re.IGNORECASE)))
        distance += 12 * (between.count(",") - (person.end <= role.start and between.lstrip().startswith(",")))
        if best is None or distance < best[0]:
            best = (distance, person)
    return best[1] if best and best[0] <= 20 else None


def _judge_role(context: Context, role: Mark, post: Post) -> None:
    title = next(iter(list(post.titles.get(context.words.language, ()))[-1:]), "")
    if role.value in roles_of(context, post):
        context.support(role.start, role.end, "office", post.claims)
    else:
        context.flag(role, Slip.OFFICE, title, post.claims)
        return
    _judge_body(context, role, post, title)
    for place in context.sentence.of("place", "stranger"):
        if role.end <= place.start <= role.end + 60 and not _is_other(context, role, place):
            if place.value != post.place and not _belongs(place, post, context):
                context.flag(place, Slip.OFFICE, title, post.claims)
            return


def _judge_body(context: Context, role: Mark, post: Post, title: str) -> None:
    """Hold the body behind an office against that of the title: a council is no executive committee."""
    classes = context.words.body_classes
    titles = fold(" ; ".join(post.titles.get(context.words.language, ())), context.words.language)
    own = {name for name, pattern in classes.items() if pattern.search(titles)}
    tail = re.split(r"[,;:.()–—]", context.between(role.end, context.sentence.end), maxsplit=1)[0]
    hits = [(match.start(), name, match) for name, pattern in classes.items() for match in pattern.finditer(tail)
            if len(tail[: match.start()].split()) <= _TO_BODY]  # fmt: skip
    if not hits:
        return
    first = min(hits, key=lambda hit: hit[:2])
    said = {name for start, name, _match in hits if start == first[0]} | {
        name for _start, name, match in hits if match.start() < first[2].end()
    }
    if not said & own and (own or not said & FREE):
        context.report(role.end + first[0], role.end + first[2].end(), Slip.OFFICE, title, post.claims)


def _is_other(context: Context, role: Mark, place: Mark) -> bool:
    """Whether a clause ends between an office and a place, so that they have nothing to do with each other."""
    between = context.between(role.end, place.start)
    is_taken = any(role.end <= mark.start < place.start for mark in context.sentence.of("person", "cue for", "act"))
    return is_taken or any(sign in between for sign in ",;:(–—")


def _belongs(place: Mark, post: Post, context: Context) -> bool:
    return post.level in {"region", "state"} and place.value == context.facts.host


def _judge_levels(context: Context, people: list[Mark], posts: dict[str, Post]) -> None:
    """Hold every level beside an office or a body against that of the office."""
    offices = context.sentence.of("role", "body")
    for level in context.sentence.of("level"):
        beside = [o for o in offices if _is_beside(context, o, level)]
        if not beside:
            continue
        person = _bearer(context, beside[0], people)
        levels = {posts[person.value].level} if person else {post.level for post in context.facts.posts}
        if person is None:
            party = [
                post
                for post in context.facts.posts
                if any(m.value == post.place for m in context.sentence.of("place") if abs(m.start - level.start) < 40)
            ]
            levels = {post.level for post in party} or levels
        if level.value not in levels:
            titles = [
                post.titles.get(context.words.language, ("",))[-1]
                for post in posts.values()
                if not person or post.person == person.value
            ]
            context.flag(level, Slip.LEVEL, titles[0])


def _is_beside(context: Context, office: Mark, level: Mark) -> bool:
    start, end = (office.end, level.start) if office.end <= level.start else (level.end, office.start)
    between = context.between(start, end)
    if any(start <= mark.start < end for mark in context.sentence.of("person")):
        return False
    return start > end or (len(between.split()) <= 4 and not any(sign in between for sign in ",;:–—"))


def _judge_names(context: Context) -> None:
    for mark in context.sentence.of("person"):
        context.support(mark.start, mark.end, "name")
    regions = {post.place for post in context.facts.posts if post.level == "region"}
    known = _places(context)
    for mark in context.sentence.of("place"):
        is_office = any(post.level == "city" for post in context.facts.posts) and any(
            _is_beside(context, role, mark) for role in context.sentence.of("role")
        )
        if mark.value not in known and mark.value not in regions:
            context.flag(mark, Slip.LEVEL if is_office else Slip.NAME)
        else:
            context.support(mark.start, mark.end, "name")
    for mark in context.sentence.of("stranger"):
        context.flag(mark, Slip.NAME)
    for mark in context.sentence.of("misspelt"):
        context.flag(mark, Slip.NAME, mark.value)


def _places(context: Context) -> set[str]:
    facts = context.facts
    known = {facts.host, facts.dateline, *facts.carried, *(post.place for post in facts.posts)}
    return known.union(*(deed.parties for deed in facts.deeds), *(q.part for q in facts.quantities))
