"""Every bulletin has a version; what was public stays public, as a publication of its text."""

from typing import Any

from django.db import migrations


def text_of(release: Any) -> str:
    paragraphs: dict[str, list[str]] = {}
    for sentence in release.sentences.order_by("position"):
        paragraphs.setdefault(sentence.paragraph, []).append(sentence.text)
    first, *others = [" ".join(texts) for texts in paragraphs.values()] or [""]
    begun = f"{release.dateline} – {first}" if release.dateline else first
    return "\n\n".join(part for part in (release.headline, begun, *others) if part)


def carry(apps: Any, _editor: object) -> None:
    names = ("Release", "Version", "Publication", "PublishedSentence")
    Release, Version, Publication, Sentence = (apps.get_model("kirmash", name) for name in names)
    for release in Release.objects.all():
        text = text_of(release)
        versions = Version.objects.filter(fair=release.fair, style=release.style).order_by("-number")
        latest = versions.first()
        if latest is None or latest.text != text:  # one edited by hand stays, as an earlier one
            latest = Version.objects.create(
                fair=release.fair, style=release.style, number=latest.number + 1 if latest else 1, text=text,
                is_generated=True,
            )
        if release.published_at is None:
            continue
        made = Publication.objects.create(
            release=release, version=latest, headline=release.headline, dateline=release.dateline,
            filed_on=release.filed_on, published_at=release.published_at,
            in_spite_of="published before approvals were recorded",
        )
        for sentence in release.sentences.order_by("position"):
            kept = Sentence.objects.create(
                publication=made, position=sentence.position, paragraph=sentence.paragraph, text=sentence.text
            )
            kept.claims.set(sentence.claims.all())


class Migration(migrations.Migration):
    dependencies = [("kirmash", "0002_bulletins_let_out")]

    operations = [migrations.RunPython(carry, migrations.RunPython.noop)]
