"""What every chapter needs and which knows no chapter."""
