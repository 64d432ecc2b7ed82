"""Papers of strangers looked through and made into PDFs, the seal of the site, and the shelf on which files lie."""
