"""Formats that Django lacks or that differ here: English as in Europe, Belarusian."""
