"""Who exists, where, holds which office, trades in what."""
