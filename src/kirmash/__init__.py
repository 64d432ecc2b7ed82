"""The product: one Django app in chapters, in the order in which a fair happens."""
