"""What one takes away of a catalogue: tables, linked data, a picture, a printed book, a map for crawlers."""
