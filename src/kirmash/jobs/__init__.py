"""Work that is done in the background: never lost, and for the database never done twice."""
