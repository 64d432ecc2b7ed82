"""Reading finished originals back: PDF and DOCX, ours and others', from files that nobody vouches for."""
