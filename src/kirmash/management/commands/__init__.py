"""The commands behind kirmash.cli."""
