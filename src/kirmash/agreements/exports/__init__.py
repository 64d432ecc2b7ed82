"""What goes out of the agreements."""
