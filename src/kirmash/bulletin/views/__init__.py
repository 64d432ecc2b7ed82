"""Pages of the bulletins."""

from kirmash.bulletin.views.closing import closing, closing_file
from kirmash.bulletin.views.reading import bulletin, bulletin_file, fair_file, rewrite

__all__ = ["bulletin", "bulletin_file", "closing", "closing_file", "fair_file", "rewrite"]
