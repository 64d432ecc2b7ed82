"""Labels of goods codes: the chapters that ship, and nomenclatures that a site brings."""

from pathlib import Path

import pytest
import xlsxwriter
from django.core.management import CommandError, call_command

from fairplan import goods
from kirmash.folder.nomenclature import HS_CHAPTERS, read_nomenclature
from kirmash.registry.actions import take_labels
from kirmash.registry.models.goods import GoodsCode
from kirmash.registry.queries import goods_named
from kirmash.search.queries import find

CHAPTERS = [f"{number:02}" for number in range(1, 98) if number != 77]


def test_every_chapter_has_a_label_in_four_languages() -> None:
    labels, refusals = read_nomenclature(HS_CHAPTERS)

    assert refusals.count == 0
    assert sorted(labels) == CHAPTERS
    assert {tuple(sorted(texts)) for texts in labels.values()} == {("be", "de", "en", "ru")}
    for language in ("en", "de", "ru", "be"):
        assert len({texts[language] for texts in labels.values()}) == 96
    assert all(goods.parse(code) for code in labels)


@pytest.mark.django_db
def test_a_nomenclature_of_a_site_adds_to_what_is_there(tmp_path: Path) -> None:
    call_command("nomenclature")
    path = tmp_path / "tn-ved.csv"
    path.write_text("code;lang;label\n1806;ru;шоколад\n18;kk;какао\n18;ru;какао и шоколад\n", encoding="utf-8")

    call_command("nomenclature", file=path, name="HS")

    chapter = GoodsCode.objects.get(nomenclature="HS", code="18")
    assert (chapter.labels["kk"], chapter.labels["ru"], chapter.labels["en"]) == (
        "какао", "какао и шоколад", "cocoa, chocolate and other cocoa products",
    )  # fmt: skip
    assert [hit.entry.key for hit in find("шоколад", ["goods"])][:1] == ["HS-1806"]


@pytest.mark.django_db
def test_a_code_is_named_by_the_nearest_label_above_it() -> None:
    take_labels(nomenclature="HS", labels={"18": {"en": "cocoa"}, "1806": {"en": "chocolate", "de": "Schokolade"}})

    named = goods_named(["180631", "1801", "94"], language="de")

    assert named == {"180631": "Schokolade", "1801": "cocoa", "94": ""}


@pytest.mark.django_db
def test_the_same_labels_again_change_nothing() -> None:
    labels = {"18": {"en": "cocoa"}}
    first = take_labels(nomenclature="CN", labels=labels)

    assert (first, take_labels(nomenclature="CN", labels=labels)) == ((1, 0), (0, 0))


@pytest.mark.django_db
def test_bad_rows_come_back_and_nothing_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "codes.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("codes")
        for number, row in enumerate([("code", "lang", "label"), ("0406", "de", "Käse"), ("77", "de", "–"),
                                      ("0406", "de", "Quark"), ("0407", "", "Eier")]):  # fmt: skip
            sheet.write_row(number, 0, row)

    with pytest.raises(CommandError) as refused:
        call_command("nomenclature", file=path)

    assert str(refused.value).startswith("3 problems; nothing was imported.")
    rejected = Path(f"{path}.rejected") / "nomenclature.csv"
    lines = rejected.read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[0] for line in lines] == ["row", "3", "4", "5"]
    assert GoodsCode.objects.count() == 0
