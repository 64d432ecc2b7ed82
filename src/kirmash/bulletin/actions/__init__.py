"""What makes bulletins and lets them out: writing, editing, approving, publishing; others use what is named here."""

from kirmash.bulletin.actions.publishing import (
    Notice,
    answer_approval,
    ask_for_approval,
    publish,
    set_embargo,
    withdraw_publication,
)
from kirmash.bulletin.actions.writing import (
    VOICES,
    count_figures,
    keep_finding,
    latest_version,
    mark_edited,
    refuse_differences,
    save_version,
    write_releases,
)

__all__ = [
    "VOICES",
    "Notice",
    "answer_approval",
    "ask_for_approval",
    "count_figures",
    "keep_finding",
    "latest_version",
    "mark_edited",
    "publish",
    "refuse_differences",
    "save_version",
    "set_embargo",
    "withdraw_publication",
    "write_releases",
]
