"""The fair with its space, sections, pavilions and exhibitors."""
