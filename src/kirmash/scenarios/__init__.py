"""Fair folders that ship with Kirmash."""

from pathlib import Path

FOUNDING_FAIR = Path(__file__).parent / "innoprom-belarus-2025"
