"""Mail in four languages, and the outbox that says what became of it."""
