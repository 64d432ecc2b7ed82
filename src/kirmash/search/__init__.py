"""One search over all that the chapters put into it, in every language and script."""
