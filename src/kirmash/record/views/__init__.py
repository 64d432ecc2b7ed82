"""Pages of the record: claims, conflicts, figures over time, what is unknown, history."""
