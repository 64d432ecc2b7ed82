"""Delegations come in with a fair folder and go out as they came."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command

from kirmash.folder.loading import FolderRefused, import_folder
from kirmash.folder.writing import Kind, export_folder
from kirmash.protocol.models import Delegation, Engagement
from kirmash.scenarios import FOUNDING_FAIR

DELEGATIONS = (
    "key,place,head,office,rank,demo,name_en\nguests,gomel,privalov,{office},1,yes,Guests\nothers,minsk,,,,yes,\n"
)
MEMBERS = (
    "delegation,person,arrives_on,leaves_on,languages,needs_interpreter,function_en\n"
    "guests,privalov,2025-09-29,{last},be ru,no,head\n"
)
ENGAGEMENTS = (
    "key,delegation,kind,begins_at,ends_at,space,room,with_delegation,interpreters,public,note,title_en\n"
    "1,guests,talks,{begins},2025-09-29T11:00+03:00,outdoor-ground,tent,{other},de,no,red folder,Talks\n"
)
GOOD = {"office": "privalov-chair-gomel-city", "last": "2025-09-30", "begins": "2025-09-29T10:00+03:00",
        "other": "others"}  # fmt: skip


def folder_with(tmp_path: Path, **words: str) -> Path:
    """Return a copy of the founding fair with an invented delegation."""
    folder = shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")
    said = {**GOOD, **words}
    for name, text in (("delegations", DELEGATIONS), ("delegation_members", MEMBERS), ("engagements", ENGAGEMENTS)):
        (folder / f"{name}.csv").write_text(text.format(**said), encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.django_db(transaction=True)
def test_a_delegation_comes_back_as_it_was(kind: Kind, tmp_path: Path) -> None:
    fair, _loading = import_folder(folder_with(tmp_path))
    export_folder(fair, tmp_path / "first", kind)
    before = Engagement.objects.get()
    call_command("flush", interactive=False, verbosity=0)

    again, _loading = import_folder(tmp_path / "first")

    export_folder(again, tmp_path / "second")
    (engagement,) = Engagement.objects.select_related("delegation__head", "with_delegation")
    assert (engagement.begins_at, engagement.note, engagement.interpreters) == (
        before.begins_at, "red folder", ["de"],
    )  # fmt: skip
    assert [str(side) for side in (engagement.delegation, engagement.delegation.head, engagement.with_delegation)] == [
        "guests", "privalov", "others",
    ]  # fmt: skip
    written = (tmp_path / "second" / "engagements.csv").read_text(encoding="utf-8")
    assert "2025-09-29T10:00+03:00,2025-09-29T11:00+03:00" in written


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"begins": "2025-09-29T11:00+03:00"}, "engagements.csv, row 2, column ends_at: is not after the beginning"),
        ({"begins": "2025-09-29 10:00"}, "engagements.csv, row 2, column begins_at: is no time"),
        ({"begins": "2025-09-29T10:00Z"}, "engagements.csv, row 2, column begins_at: is no time"),
        ({"begins": "2025-02-30T10:00+03:00"}, "engagements.csv, row 2, column begins_at: is no time"),
        ({"begins": "0001-01-01T00:00+03:00"}, "engagements.csv, row 2, column begins_at: is no time"),
        ({"begins": "٢٠٢٥-09-29T10:00+03:00"}, "engagements.csv, row 2, column begins_at: is no time"),
        ({"other": "guests"}, "engagements.csv, row 2, column with_delegation: is the delegation itself"),
        ({"other": "nobody"}, "engagements.csv, row 2, column with_delegation: is no key in delegations.csv"),
        ({"last": "2025-09-28"}, "delegation_members.csv, row 2, column leaves_on: is before the first day"),
        ({"office": "orlov-head-yekaterinburg"},
         "delegations.csv, row 2, column office: is held by someone else than the head"),
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_what_cannot_be_is_a_sentence_and_nothing_is_written(
    words: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    with pytest.raises(FolderRefused) as refused:
        import_folder(folder_with(tmp_path, **words))

    (problem,) = refused.value.problems
    assert (str(problem).startswith(sentence), Delegation.objects.count()) == (True, 0)


@pytest.mark.django_db
def test_a_delegation_from_nowhere_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "delegations.csv").write_text("key,demo\nguests,yes\nothers,yes\n", encoding="utf-8")

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    sentence = "column place: is empty; a delegation comes from a place or an organisation"
    assert [sentence in str(problem) for problem in refused.value.problems] == [True, True]


@pytest.mark.django_db
def test_a_time_zone_that_no_one_knows_is_refused(tmp_path: Path) -> None:
    folder = shutil.copytree(FOUNDING_FAIR, tmp_path / "fair")
    text = (folder / "fair.toml").read_text(encoding="utf-8")
    (folder / "fair.toml").write_text(text.replace("Europe/Minsk", "Mars/Phobos"), encoding="utf-8")

    with pytest.raises(FolderRefused) as refused:
        import_folder(folder)

    assert [str(problem) for problem in refused.value.problems] == [
        "fair.toml, row 1, column time_zone: is no time zone; name it as in Europe/Minsk [Mars/Phobos]"
    ]
