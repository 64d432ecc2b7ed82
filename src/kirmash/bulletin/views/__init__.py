"""Pages of the bulletins."""

from kirmash.bulletin.views.approving import answer_link, approve, open_answer
from kirmash.bulletin.views.closing import closing, closing_file
from kirmash.bulletin.views.editing import edit, keep, versions
from kirmash.bulletin.views.feeds import feed
from kirmash.bulletin.views.press import (
    press,
    press_any,
    press_card,
    press_chart,
    press_file,
    press_number,
    press_release,
    presses,
)
from kirmash.bulletin.views.publishing import ask, embargo, let_out, mark, way_out, withdraw
from kirmash.bulletin.views.reading import bulletin, bulletin_file, fair_file, rewrite

__all__ = [
    "answer_link",
    "approve",
    "ask",
    "bulletin",
    "bulletin_file",
    "closing",
    "closing_file",
    "edit",
    "embargo",
    "fair_file",
    "feed",
    "keep",
    "let_out",
    "mark",
    "open_answer",
    "press",
    "press_any",
    "press_card",
    "press_chart",
    "press_file",
    "press_number",
    "press_release",
    "presses",
    "rewrite",
    "versions",
    "way_out",
    "withdraw",
]
