"""What every endpoint needs: bounded words, pages, problems, the description of the API."""
