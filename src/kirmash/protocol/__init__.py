"""Delegations: who comes, with whom, and what they do at a fair; their programmes are confidential."""
