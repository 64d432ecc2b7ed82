"""Files of strangers as evidence: what is taken, and where it is kept."""
