"""What changes accounts: inviting, giving and taking roles, closing and opening."""
