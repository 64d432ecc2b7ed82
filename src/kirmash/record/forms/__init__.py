"""Forms of the record: what an editor states, decides, withdraws and watches, and what a reader filters by."""
