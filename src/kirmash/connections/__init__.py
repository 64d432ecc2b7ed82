"""Connections to other systems: tokens of the API, and webhooks."""
