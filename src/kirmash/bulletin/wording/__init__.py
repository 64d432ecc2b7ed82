"""The word: one file per language turns the facts of a story into sentences."""
