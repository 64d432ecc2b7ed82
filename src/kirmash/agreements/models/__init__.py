"""Agreements: instruments, parties, acts, signatures, topics and trade directions."""
