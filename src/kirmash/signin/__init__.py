"""How people come in: password, second factor, passkeys, links, other providers; what they see of their account."""
