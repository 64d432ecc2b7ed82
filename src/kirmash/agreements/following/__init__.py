"""What becomes of instruments, in plain Python: states by occurrence, what to remind of, funnels."""
