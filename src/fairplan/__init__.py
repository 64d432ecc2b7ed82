"""Engines that plan a trade fair: plain Python, no framework, no database, no clock."""
