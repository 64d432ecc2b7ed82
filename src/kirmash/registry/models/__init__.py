"""Who and what exists: places, organisations, people and offices, goods."""
