"""What is written into the agreements."""
