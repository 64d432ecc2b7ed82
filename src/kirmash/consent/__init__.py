"""Consent: what people agreed to, in which words, and since when they no longer do."""
