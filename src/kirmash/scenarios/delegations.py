"""Invented delegations: bodies, people and programmes that do not exist, in the tables of the fair folder."""

from collections.abc import Sequence

from kirmash.scenarios.companies import Company
from kirmash.scenarios.words import Row, words

SOURCE = "invented for the demo"
LANGUAGES = ("en", "de", "ru", "be")
OF = {"en": "Delegation of the", "de": "Delegation", "ru": "Делегация", "be": "Дэлегацыя"}
#: The fair's time was three hours ahead of UTC.
OFFSET = "+03:00"
GROUND = "outdoor-ground"


def delegations(found: Sequence[Company], days: Sequence[str]) -> dict[str, list[Row]]:
    """Return the rows of the invented delegations by table; their stand tours lead to invented exhibitors."""
    return {
        **_bodies(),
        **_people(),
        "delegations": [_delegation(row) for row in words("delegations")],
        "delegation_members": [_member(row, found, days) for row in words("delegates")],
        "engagements": [_engagement(row, found, days) for row in words("engagements")],
    }


def _bodies() -> dict[str, list[Row]]:
    organisations, names = [], []
    for body in words("delegations"):
        organisations.append({"key": body["key"], "kind": body["kind"], "place": body["place"], "demo": "yes"})
        for language in LANGUAGES:
            forms = [("nominative", body[language]), ("genitive", body.get(f"{language}_genitive", ""))]
            names += [
                {"organisation": body["key"], "language": language, "case": case, "text": text, "source": SOURCE}
                for case, text in forms
                if text
            ]
    return {"organisations": organisations, "organisation_names": names}


def _people() -> dict[str, list[Row]]:
    delegates = words("delegates")
    names = [
        {"person": row["key"], "language": language, "case": "nominative", "text": row[language], "source": SOURCE}
        for row in delegates
        for language in LANGUAGES
    ]
    offices = [
        {"key": f"{row['key']}-chair", "person": row["key"], "body": row["delegation"], "role": "chair"}
        for row in delegates
        if row["leads"] == "yes"
    ]
    people = [{"key": row["key"], "gender": row["gender"], "demo": "yes"} for row in delegates]
    return {"people": people, "person_names": names, "offices": offices}


def _delegation(body: Row) -> Row:
    head = next(row["key"] for row in words("delegates") if (row["delegation"], row["leads"]) == (body["key"], "yes"))
    genitives = {language: body.get(f"{language}_genitive") or body[language] for language in LANGUAGES}
    names = {f"name_{language}": f"{OF[language]} {genitives[language]}" for language in LANGUAGES}
    return {
        "key": body["key"], "organisation": body["key"], "head": head, "office": f"{head}-chair",
        "rank": body["rank"], "demo": "yes", **names,
    }  # fmt: skip


def _member(row: Row, found: Sequence[Company], days: Sequence[str]) -> Row:
    company = next((company.key for company in found if company.country == row["company"]), "")
    return {
        "delegation": row["delegation"], "person": row["key"], "organisation": company,
        "arrives_on": days[int(row["first"]) - 1], "leaves_on": days[int(row["last"]) - 1],
        "languages": row["languages"], "needs_interpreter": row["interpreter"],
        **{f"function_{language}": row[f"function_{language}"] for language in LANGUAGES},
    }  # fmt: skip


def _engagement(row: Row, found: Sequence[Company], days: Sequence[str]) -> Row:
    mains = [company for company in found if company.standing == "main"]
    stand = next((company.key for company in mains if company.section == row["section"]), "") if row["section"] else ""
    day = days[int(row["day"]) - 1]
    return {
        "key": row["key"], "delegation": row["delegation"], "kind": row["kind"],
        "begins_at": f"{day}T{row['begins']}{OFFSET}", "ends_at": f"{day}T{row['ends']}{OFFSET}",
        "space": GROUND if row["ground"] == "yes" else "", "exhibitor": stand, "room": row["room"],
        "with_delegation": row["with"], "interpreters": row["interpreters"], "public": row["public"],
        "note": row["note_en"],
        **{f"title_{language}": row[f"title_{language}"] for language in LANGUAGES},
    }  # fmt: skip
