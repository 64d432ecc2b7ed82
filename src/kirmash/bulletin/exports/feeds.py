"""Feeds of the published bulletins: RSS 2.0 and JSON Feed 1.1."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from kirmash.base.texts import choose
from kirmash.bulletin.models import Release

VERSION = "https://jsonfeed.org/version/1.1"
#: So many of the latest releases are in a feed.
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A release as a feed tells it: the whole text, and where page, card and file are."""

    release: Release
    page: str
    card: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The releases of one language with the addresses of the feed itself and of the page it belongs to."""

    title: str
    language: str
    home: str
    rss: str
    json: str
    items: Sequence[Item]


def lead_of(release: Release) -> str:
    """Return the first paragraph of a release: what a reader sees of it elsewhere."""
    return next(iter(_paragraphs(release)), "")


def text_of(release: Release) -> list[str]:
    """Return the paragraphs of a release, the dateline before the first."""
    found = _paragraphs(release)
    return [f"{release.dateline} – {found[0]}", *found[1:]] if found else []


def _paragraphs(release: Release) -> list[str]:
    paragraphs: dict[str, list[str]] = {}
    for sentence in release.sentences.all():
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    return [" ".join(sentences) for sentences in paragraphs.values()]


def as_rss(feed: Feed) -> str:
    """Return a feed as RSS 2.0."""
    written = Rss201rev2Feed(
        title=feed.title, link=feed.home, description=_description(feed), language=feed.language, feed_url=feed.rss
    )
    for item in feed.items:
        release = item.release
        written.add_item(
            title=release.headline,
            link=item.page,
            description=lead_of(release),
            unique_id=id_of(item),
            unique_id_is_permalink=False,
            pubdate=release.published_at,
            updateddate=release.published_at,
            categories=[choose(release.fair.names, release.language)],
        )
    text: str = written.writeString("utf-8")
    return text


def as_json(feed: Feed) -> str:
    """Return a feed as JSON Feed 1.1."""
    content = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.json,
        "description": _description(feed),
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def id_of(item: Item) -> str:
    """Return what names this publication for ever: a release published again is another one."""
    at = item.release.published_at
    return f"{item.page}#{at:%Y%m%dT%H%M%SZ}" if at else item.page


def _item(item: Item) -> dict[str, object]:
    release = item.release
    return {
        "id": id_of(item),
        "url": item.page,
        "title": release.headline,
        "summary": lead_of(release),
        "content_text": "\n\n".join(text_of(release)),
        "image": item.card,
        "date_published": release.published_at.isoformat(timespec="seconds") if release.published_at else None,
        "language": release.language,
        "tags": [choose(release.fair.names, release.language)],
        "attachments": [{"url": item.file, "mime_type": "application/pdf", "title": release.headline}],
    }


def _description(feed: Feed) -> str:
    return _("Press releases, each sentence with its sources") + f": {feed.title}"
