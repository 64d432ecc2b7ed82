"""Alternat: from one text the originals that the parties keep, and the proof that they differ in order only."""
