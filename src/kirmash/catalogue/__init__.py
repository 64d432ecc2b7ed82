"""The catalogue of exhibitors: what everybody may see of a fair, search, take away and print."""
