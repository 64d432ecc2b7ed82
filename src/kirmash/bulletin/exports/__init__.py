"""What one takes away: a release as Markdown, HTML, PDF and DOCX, its tables and its chart."""
