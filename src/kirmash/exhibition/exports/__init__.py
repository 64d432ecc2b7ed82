"""What one takes away of a fair: its chart."""
