"""The public word: figures and releases, every sentence traced."""
