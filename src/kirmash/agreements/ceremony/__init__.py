"""A signature as a ceremony: who sits where, who needs an interpreter, what is announced, what lies on the table."""
