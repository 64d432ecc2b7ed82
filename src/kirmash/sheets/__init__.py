"""Tables from strangers: CSV files and workbooks, looked through before a cell is read, row by row."""
