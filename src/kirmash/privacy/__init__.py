"""Privacy: the register of processing, export and erasure per person, retention, and who saw what."""
