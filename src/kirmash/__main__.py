"""``python -m kirmash``."""

from kirmash.cli import main

main()
