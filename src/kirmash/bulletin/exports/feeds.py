"""Feeds of the published bulletins: RSS 2.0 and JSON Feed 1.1."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext as _

from kirmash.base.texts import choose
from kirmash.bulletin.models import Publication
from kirmash.bulletin.queries.telling import paragraphs_of, text_of

VERSION = "https://jsonfeed.org/version/1.1"
#: So many of the latest releases are in a feed.
MOST_ITEMS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A release as a feed tells it: the whole text, and where page, card and file are."""

    release: Publication
    page: str
    card: str
    file: str
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The releases of one language with the addresses of the feed itself and of the page it belongs to."""

    title: str
    language: str
    home: str
    rss: str
    json: str
    items: Sequence[Item]


def headline_of(told: Publication) -> str:
    """Return the headline as it stands in lists: what was withdrawn says so."""
    return _("Withdrawn: %(headline)s") % {"headline": told.headline} if told.withdrawn_at else told.headline


def lead_of(told: Publication) -> str:
    """Return what a reader sees elsewhere: the first paragraph, or why it was withdrawn."""
    return told.withdrawn_why if told.withdrawn_at else next(iter(paragraphs_of(told)), "")


def body_of(told: Publication) -> list[str]:
    """Return the paragraphs, the dateline before the first and a correction's notice before all."""
    if told.withdrawn_at:
        return [told.withdrawn_why]
    return [*notice_of(told), *text_of(told).split("\n\n")[1:]]


def notice_of(told: Publication) -> list[str]:
    """Return what a correction says in public; nothing, where it is none."""
    if not told.corrects_id:
        return []
    return [f"{_('It was wrong:')} {told.was_wrong}", f"{_('It is right:')} {told.is_right}"]


def changed_at(told: Publication) -> datetime.datetime:
    """Return when what everybody reads was changed last."""
    return told.withdrawn_at or told.published_at


def as_rss(feed: Feed) -> str:
    """Return a feed as RSS 2.0."""
    written = Rss201rev2Feed(
        title=feed.title, link=feed.home, description=_description(feed), language=feed.language, feed_url=feed.rss
    )
    for item in feed.items:
        release = item.release
        written.add_item(
            title=headline_of(release),
            link=item.page,
            description=lead_of(release),
            unique_id=id_of(item),
            unique_id_is_permalink=False,
            pubdate=release.published_at,
            updateddate=changed_at(release),
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
    return f"{item.page}#{item.release.published_at:%Y%m%dT%H%M%SZ}"


def _item(item: Item) -> dict[str, object]:
    release = item.release
    return {
        "id": id_of(item),
        "url": item.page,
        "title": headline_of(release),
        "summary": lead_of(release),
        "content_text": "\n\n".join(body_of(release)),
        "date_published": release.published_at.isoformat(timespec="seconds"),
        "date_modified": changed_at(release).isoformat(timespec="seconds"),
        "language": release.language,
        "tags": [choose(release.fair.names, release.language)],
        **({} if release.withdrawn_at else _files(item)),
    }


def _files(item: Item) -> dict[str, object]:
    file = {"url": item.file, "mime_type": item.mime, "title": item.release.headline}
    return {"image": item.card, "attachments": [file]}


def _description(feed: Feed) -> str:
    return _("Press releases, each sentence with its sources") + f": {feed.title}"
