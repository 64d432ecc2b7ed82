"""Offers and demands, and who suits whom."""
