"""How much of a folder is read, so that no file fills the machine: decision 0008."""

#: Bytes of one file.
LARGEST_FILE = 200_000_000
#: Bytes of ``fair.toml``.
LARGEST_SETTINGS = 100_000
#: Rows of one table, without the first.
MOST_ROWS = 200_000
#: Rows of all tables of a folder.
MOST_ROWS_TOGETHER = 500_000
#: Columns of one table.
MOST_COLUMNS = 50
#: Characters of one line of a CSV file, and of one cell in it.
LONGEST_LINE = 10_000_000

#: Parts in the zip of a workbook.
MOST_PARTS = 10_000
#: Bytes of all parts of a workbook, unpacked.
LARGEST_WORKBOOK = 1_000_000_000
#: Bytes of one sheet of a workbook, unpacked, and of the texts that its cells share.
LARGEST_SHEET = 300_000_000
#: Bytes of every other part of a workbook, unpacked.
LARGEST_PART = 20_000_000
#: Times that a workbook may be larger unpacked than packed.
MOST_UNPACKING = 100
#: Characters that the cells of one sheet hold together; a shared text counts in every cell.
LONGEST_SHEET = 100_000_000
#: Bytes of one word of XML: a tag with its attributes, or a text.
LONGEST_TOKEN = 10_000_000
#: Levels of XML, and different names in it.
DEEPEST_XML = 100
MOST_NAMES = 5_000

#: Problems that a command lists, and that stay in memory; all of them are on disk.
SHOWN_PROBLEMS = 50
KEPT_PROBLEMS = 1_000


def megabytes(size: int) -> int:
    """Return a number of bytes as whole megabytes."""
    return size // 1_000_000
