"""Accounts and their mandates: who is invited, what they hold, and looking at the site as they do."""
