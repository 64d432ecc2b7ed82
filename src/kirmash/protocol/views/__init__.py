"""Pages of the protocol: what readers see, and what officers plan."""
