"""Pages of the catalogue: what everybody sees, what everybody takes away, and the switch for staff."""
