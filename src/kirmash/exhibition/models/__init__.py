"""The fair: its editions, venue, sections, pavilions and exhibitors."""
