"""Pages of the mail: the outbox, the kinds of mail, and the end of a subscription."""
