"""What is wrong with a text or a file, and what the checker found, in sentences."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from kirmash.agreements.alternat.checking.verdict import Finding, Place, Verdict
from kirmash.agreements.alternat.reading.document import Unreadable
from kirmash.agreements.alternat.text import Fault

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

LANGUAGE_NAMES: "Mapping[str, StrPromise]" = {
    "en": _("English"), "de": _("German"), "ru": _("Russian"), "be": _("Belarusian"), "uk": _("Ukrainian"),
    "pl": _("Polish"), "fr": _("French"), "lt": _("Lithuanian"), "lv": _("Latvian"), "kk": _("Kazakh"),
}  # fmt: skip

FAULTS: "Mapping[str, StrPromise]" = {
    "number-of-parties": _("An instrument has from 2 to %(second)s parties, not %(first)s."),
    "party-twice": _("Two parties have the key “%(first)s”."),
    "no-version": _("There is no authentic text in the language of the party “%(first)s”."),
    "no-block": _("The signature block of the party “%(first)s” is missing in this language."),
    "no-name": _("The name of the party “%(first)s” is missing in this language."),
    "version-twice": _("There are two texts in this language."),
    "language-unknown": _("For this language say what “article” and “and” are (article_word, and_word)."),
    "no-title": _("There is no title. It stands in a line that begins with “# ”."),
    "no-articles": _("There are no articles. An article begins with a line such as “## 1. Subject”."),
    "article-missing": _("This article is missing; other languages have it."),
    "articles-out-of-order": _("The articles do not follow their numbers."),
    "article-twice": _("There are two articles with this number."),
    "article-empty": _("This article says nothing."),
    "paragraphs-differ": _("This article has %(first)s paragraphs; in other languages it has %(second)s."),
    "brace-not-opened": _(
        "“}” closes nothing near “%(first)s”. Open the names with “{”, or write “\\}” for the sign "
        "itself."
    ),
    "brace-not-closed": _(
        "“{” is not closed near “%(first)s”. Close the names with “}”, or write “\\{” for the sign "
        "itself."
    ),
    "group-too-few": _(
        "“%(first)s” names %(second)s of %(third)s parties. Name all of them in their agreed order, with "
        "“|” between them."
    ),
    "group-too-many": _("“%(first)s” has %(second)s names, but there are %(third)s parties."),
    "group-empty-member": _("A name is missing in “%(first)s”."),
    "group-same-member": _("A name stands twice in “%(first)s”."),
    "joiner-unknown": _(
        "Names cannot be joined by “%(first)s”, for nobody could tell that they stand together. Use marks "
        "and the word for “and”."
    ),
    "too-long": _("The text is too long for an instrument."),
    "second-title": _("There is a second title."),
    "second-dateline": _("There is a second line with place and date."),
    "closing-out-of-place": _("“---” stands once, after the articles and before the closing words."),
    "text-before-title": _("“%(first)s” stands before the title. The title is a line that begins with “# ”."),
    "article-without-number": _("“%(first)s” has no number. Write it as in “## 1. Subject”."),
    "article-after-closing": _("Article %(first)s stands after the closing words."),
    "unreadable": _("This is no text of an instrument: %(first)s."),
    "named-outside-groups": _(
        "All parties are named here, but not in braces, so their order stays the same in all originals: "
        "“%(first)s”"
    ),
}  # fmt: skip

UNREADABLE: "Mapping[str, StrPromise]" = {
    "too-large": _("The file is larger than %(first)s MB."),
    "other-kind": _("The file is neither PDF nor DOCX."),
    "damaged": _("The file is damaged."),
    "encrypted": _("The file is protected with a password. Save it without one."),
    "too-many-pages": _("The file has %(first)s pages; at most %(second)s are read."),
    "too-much-text": _("The file has more than %(first)s characters; an instrument has fewer."),
    "no-text": _("The file has no text. It may be a scan; the checker reads letters, not pictures of them."),
    "page-without-text": _(
        "Page %(first)s has a picture and no text. It may be a scan; the checker reads letters, not "
        "pictures of them."
    ),
    "font-without-letters": _(
        "A font of the file does not say which letters its signs are. Export the file again with its "
        "fonts."
    ),
    "old-word": _("The file is of an old Word. Save it as DOCX."),
    "unpacks-too-large": _("The file unpacks to far more than an instrument needs."),
    "no-docx": _("The file is a ZIP, but no DOCX."),
    "declares-entities": _("The file declares entities, which no DOCX does. It is not read."),
    "too-much-work": _("The file takes too much work to read; an instrument takes less."),
}  # fmt: skip

KINDS: "Mapping[str, StrPromise]" = {
    "number": _("A number differs"),
    "date": _("A date differs"),
    "comparator": _("A word that limits differs (not, at least, until …)"),
    "look-alike": _("A letter of another alphabet looks the same"),
    "case": _("A capital differs"),
    "spacing": _("Words are parted differently"),
    "punctuation": _("A mark differs"),
    "word": _("Words differ"),
    "missing-text": _("Words are missing in the second"),
    "extra-text": _("Words stand in the second only"),
    "missing-article": _("An article is missing"),
    "names-alike": _("The parties are named in the same order in both"),
    "names-exchanged": _("Another name stands here"),
    "keeper-not-first": _("The parties are named in an order that is not that of the original"),
    "words-exchanged": _("Words that are no names of parties stand in another order"),
    "languages-named": _("The languages are not named in the order in which they stand"),
    "language-missing": _("A language is missing"),
    "language-twice": _("A language stands twice"),
    "language-order": _("The languages stand in an order that no original has"),
    "same-original": _("Both are the original of the same party"),
    "no-signature-blocks": _("No signature blocks stand side by side"),
    "signature-blocks": _("The number of signature blocks differs"),
    "signature-order": _("The signature blocks stand in an order that is not that of the original"),
    "margins": _("Headers or footers differ"),
    "not-read": _("The file holds what the checker does not read"),
    "paragraphs": _("The number of paragraphs differs"),
    "period": _("A period differs"),
    "currency": _("An amount or a currency differs"),
    "name": _("A name is missing, or one too many"),
}  # fmt: skip

UNREAD: "Mapping[str, StrPromise]" = {
    "tracked-changes": _("tracked changes"),
    "text-boxes": _("text boxes"),
    "footnotes": _("footnotes"),
    "symbols": _("symbols of special fonts"),
    "pictures": _("pictures"),
    "objects": _("embedded objects"),
    "comments": _("comments"),
    "formulas": _("formulas"),
    "hidden-text": _("hidden text"),
    "form-fields": _("form fields"),
    "annotations": _("notes"),
}

PARTS: "Mapping[str, StrPromise]" = {
    "signatures": _("signature blocks"),
    "before-articles": _("before the articles"),
    "title": _("title"),
    "dateline": _("place and date"),
    "heading": _("heading"),
    "closing": _("closing words"),
}


def say_fault(fault: Fault) -> str:
    """Return a fault as a sentence, with its place before it."""
    line = say("line %(line)s") % {"line": fault.line} if fault.line else ""
    where = [*_where(Place(language=fault.language, article=fault.article)), line]
    return _with_place(where, _filled(FAULTS, fault.code, fault.values))


def say_unreadable(why: Unreadable) -> str:
    """Return in a sentence why a file is not read."""
    return _filled(UNREADABLE, why.code, why.values)


def say_finding(finding: Finding) -> str:
    """Return a finding as a line: where, what, and what stands in the one and in the other."""
    return _with_place(list(_where(finding.place)), _what(finding))


def say_verdict(verdict: Verdict) -> str:
    """Return in a sentence what the checker says."""
    if not verdict.is_same:
        return say("They differ in more than order, or in an order that is not as it must be.")
    if len(verdict.files) == 1 or not verdict.exchanged:
        return say("Nothing differs from the text.")
    return say("They differ in order only.")


def _what(finding: Finding) -> str:
    kind = str(KINDS.get(finding.kind, finding.kind))
    if finding.kind == "not-read":
        return f"{kind}: {UNREAD.get(finding.one, finding.one)}"
    shown = [f"“{text}”" if text else "–" for text in (finding.one, finding.other)]
    return f"{kind}: {shown[0]} | {shown[1]}" if finding.one or finding.other else kind


def _where(place: Place) -> Iterator[str]:
    if place.language:
        yield str(LANGUAGE_NAMES.get(place.language, place.language))
    if place.article:
        yield say("article %(number)s") % {"number": place.article}
    if place.paragraph:
        yield say("paragraph %(number)s") % {"number": place.paragraph.rstrip(".)")}
    if place.part in PARTS:
        yield str(PARTS[place.part])


def _filled(sentences: "Mapping[str, StrPromise]", code: str, values: tuple[str, ...]) -> str:
    names = dict(zip(("first", "second", "third"), (*values, "", "", ""), strict=False))
    return str(sentences[code]) % names if code in sentences else " ".join((code, *values))


def _with_place(where: list[str], sentence: str) -> str:
    shown = ", ".join(word for word in where if word)
    return f"{shown}: {sentence}" if shown else sentence
