"""What changes the agreements and what is compared with them."""
