"""Agreements that do not stay on paper."""
