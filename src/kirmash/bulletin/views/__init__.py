"""Pages of the bulletins."""

from kirmash.bulletin.views.closing import closing, closing_file
from kirmash.bulletin.views.editing import edit, keep, versions
from kirmash.bulletin.views.feeds import feed
from kirmash.bulletin.views.press import press, press_any, press_card, press_chart, press_file, press_release, presses
from kirmash.bulletin.views.publishing import close, mark, publish
from kirmash.bulletin.views.reading import bulletin, bulletin_file, fair_file, rewrite

__all__ = [
    "bulletin",
    "bulletin_file",
    "close",
    "closing",
    "closing_file",
    "edit",
    "fair_file",
    "feed",
    "keep",
    "mark",
    "press",
    "press_any",
    "press_card",
    "press_chart",
    "press_file",
    "press_release",
    "presses",
    "publish",
    "rewrite",
    "versions",
]
