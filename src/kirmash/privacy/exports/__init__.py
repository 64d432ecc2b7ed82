"""Personal data as files."""
