"""Pages of the bulletins."""

from kirmash.bulletin.views.editing import edit, keep, versions
from kirmash.bulletin.views.reading import bulletin, bulletin_file, fair_file, rewrite

__all__ = ["bulletin", "bulletin_file", "edit", "fair_file", "keep", "rewrite", "versions"]
