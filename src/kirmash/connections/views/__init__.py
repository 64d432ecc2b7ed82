"""Pages of the connections: tokens, webhooks, the description of the API."""
