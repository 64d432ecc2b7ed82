"""A city's register of agreements as departments keep it: an invented workbook with messy headings in Russian."""

import datetime
from pathlib import Path

import xlsxwriter

HEADINGS = (
    "№\nп/п", "Город-партнёр\n(регион)", "Государство", "Вид  документа", "Дата\nподписания", "Срок действия",
    "Порядок пролонгации", "Срок уведомления", "Рег. №", "Место хранения оригинала", "Примечание",
)  # fmt: skip
KINDS = ("Соглашение о побратимских отношениях", "Соглашение о сотрудничестве", "Меморандум", "Протокол о намерениях")
TERMS = (("5 лет", "автоматически", "за 6 месяцев"), ("бессрочно", "", ""), ("3 года", "по согласованию сторон", ""),
         ("до 31.12.2027", "не продлевается", ""))  # fmt: skip
COUNTRIES = ("Россия", "КНР", "Польша", "Казахстан", "ФРГ")
SYLLABLES = ("Дуб", "Лип", "Яс", "Бор", "Руч", "Кам", "Сос", "Бел")


def a_register_workbook(path: Path, *, rows: int = 40, wrong: int = 0) -> Path:
    """Write a workbook with a title, headings over two lines and so many ties; the last ones cannot be read."""
    today = datetime.datetime.now(datetime.UTC).date()
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, day = book.add_worksheet("Реестр"), book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "РЕЕСТР соглашений о межмуниципальном сотрудничестве")
        sheet.write_row(2, 0, HEADINGS)
        for number in range(rows):
            name = f"{SYLLABLES[number % 8]}{('овск', 'ино', 'еево', 'горск', 'цы')[number // 8 % 5]}"
            term = TERMS[number % 4]
            signed = datetime.date(2019 + number // 4 % 7, 1 + number % 12, 1 + number % 28)
            if number % 4 == 0:  # five years, renewed tacitly unless objected half a year before: within two months
                signed = today - datetime.timedelta(days=5 * 365 - 200 - number)
            cells = [number + 1, f"г. {name}", COUNTRIES[number % 5], KINDS[number % 4], None, *term]
            sheet.write_row(3 + number, 0, [*cells, f"{number + 1}-МС", f"Архив, дело {number + 1}"])
            if number >= rows - wrong:
                sheet.write_string(3 + number, 4, "31.02.2004")
            else:
                sheet.write_datetime(3 + number, 4, datetime.datetime.combine(signed, datetime.time()), day)
    return path
