"""Rights over accounts; how far an organiser reaches is said by :mod:`kirmash.accounts.queries.scope`."""

from kirmash.base.access import ADMINISTRATOR, ORGANISER, right

KEEP_ACCOUNTS = right("keep_accounts", ADMINISTRATOR | ORGANISER)
"""Invite people and give or take roles: administrators for the site, organisers for their own fairs."""
LOOK_AS_ANOTHER = right("look_as_another", ADMINISTRATOR)
