"""All that is kept of somebody as a ZIP: data.json for machines, data.html for people."""

import io
import json
import zipfile
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils.translation import override

from kirmash.privacy.queries.dossier import Dossier
from kirmash.privacy.queries.portrait import Section, portrait_of

FORMAT = "kirmash-personal-data"
VERSION = 1


def as_zip(who: Dossier, *, subject: str, name: str, language: str, made_at: datetime) -> bytes:
    """Return the archive of a person or an account, readable in a language."""
    with override(language):
        sections = portrait_of(who)
        page = render_to_string("privacy/export.html", _values(sections, name, language, made_at))
        data = _document(sections, subject, language, made_at)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in (("data.json", data), ("data.html", page)):
            entry = zipfile.ZipInfo(file, made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content.encode())
    return buffer.getvalue()


def _document(sections: list[Section], subject: str, language: str, made_at: datetime) -> str:
    """Return the data as JSON: for each table why it is kept, until when, and its rows by field."""
    document: dict[str, Any] = {  # Any: JSON
        "format": FORMAT,
        "version": VERSION,
        "subject": subject,
        "language": language,
        "made_at": made_at.isoformat(),
        "controller": settings.PRIVACY_CONTACT,
        "tables": [
            {
                "table": section.data.table,
                "activity": section.data.activity.key,
                "found_by": section.data.reach.name.lower(),
                "purpose": str(section.data.activity.purpose),
                "basis": section.data.activity.basis.value,
                "term": str(section.data.activity.term),
                "recipients": [str(recipient) for recipient in section.data.activity.recipients],
                "rows": [dict(zip(section.fields, row, strict=True)) for row in section.rows],
            }
            for section in sections
        ],
    }
    return json.dumps(document, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)


def _values(sections: list[Section], name: str, language: str, made_at: datetime) -> dict[str, object]:
    """Return what the readable page shows: activities with their tables."""
    groups: dict[str, list[Section]] = {}
    for section in sections:
        groups.setdefault(section.data.activity.key, []).append(section)
    return {
        "name": name,
        "language": language,
        "made_at": made_at,
        "contact": settings.PRIVACY_CONTACT,
        "groups": [(found[0].data.activity, found) for found in groups.values()],
    }
