"""What the privacy chapter changes; the actions that other chapters and commands use are named here."""

from kirmash.privacy.actions.erasing import erase, lift_bar
from kirmash.privacy.actions.exporting import note_export
from kirmash.privacy.actions.linking import link_account
from kirmash.privacy.actions.retention import end_terms, run_retention

__all__ = ["end_terms", "erase", "lift_bar", "link_account", "note_export", "run_retention"]
