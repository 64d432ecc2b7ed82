"""Rights in the protocol: who knows that a delegation comes, and who knows its programme.

An administrator does not see programmes by that role alone (see the decision record on confidentiality):
who needs to, gives themselves the mandate of a protocol officer, and the history says so.
"""

from kirmash.base.access import ANYONE, DELEGATION, LOOKED_THROUGH, PROTOCOL, Words, may, right
from kirmash.protocol.models import Delegation, Engagement

SEE_DELEGATIONS = right("see_delegations", ANYONE)
SEE_PROGRAMMES = right("see_programmes", (PROTOCOL | DELEGATION) & ~LOOKED_THROUGH)
PLAN_PROGRAMMES = right("plan_programmes", PROTOCOL)

#: What is confidential of a delegation, and who sees it all the same; of a public engagement only the last two.
CONFIDENTIAL = {
    ("Delegation", "head"): SEE_PROGRAMMES,
    ("Delegation", "office"): SEE_PROGRAMMES,
    ("Delegation", "rank"): SEE_PROGRAMMES,
    ("Member", "person"): SEE_PROGRAMMES,
    ("Member", "functions"): SEE_PROGRAMMES,
    ("Member", "organisation"): SEE_PROGRAMMES,
    ("Member", "arrives_on"): SEE_PROGRAMMES,
    ("Member", "leaves_on"): SEE_PROGRAMMES,
    ("Member", "languages"): SEE_PROGRAMMES,
    ("Member", "needs_interpreter"): SEE_PROGRAMMES,
    ("Engagement", "kind"): SEE_PROGRAMMES,
    ("Engagement", "begins_at"): SEE_PROGRAMMES,
    ("Engagement", "ends_at"): SEE_PROGRAMMES,
    ("Engagement", "titles"): SEE_PROGRAMMES,
    ("Engagement", "place"): SEE_PROGRAMMES,
    ("Engagement", "space"): SEE_PROGRAMMES,
    ("Engagement", "exhibitor"): SEE_PROGRAMMES,
    ("Engagement", "room"): SEE_PROGRAMMES,
    ("Engagement", "with_delegation"): SEE_PROGRAMMES,
    ("Engagement", "with_organisation"): SEE_PROGRAMMES,
    ("Engagement", "interpreters"): SEE_PROGRAMMES,
    ("Engagement", "note"): SEE_PROGRAMMES,
}


def words_of(delegation: Delegation) -> Words:
    """Return what a delegation belongs to: its fair, and itself."""
    fair = delegation.fair.key
    return frozenset({f"fair:{fair}", f"delegation:{fair}/{delegation.key}"})


def words_of_engagement(engagement: Engagement) -> Words:
    """Return whom an engagement concerns: its delegation, and the one that it is with."""
    other = engagement.with_delegation
    return words_of(engagement.delegation) | (words_of(other) if other else frozenset())


def sees_programme(person: object, delegation: Delegation) -> bool:
    """Say whether a person knows all that a delegation does."""
    return may(person, SEE_PROGRAMMES, words_of(delegation))


def takes_part(person: object, engagement: Engagement) -> bool:
    """Say whether an engagement is a person's business: planned by them, or their delegation's on either side."""
    return may(person, SEE_PROGRAMMES, words_of_engagement(engagement))


def sees(person: object, engagement: Engagement) -> bool:
    """Say whether a person knows of an engagement at all."""
    return engagement.is_public or takes_part(person, engagement)
