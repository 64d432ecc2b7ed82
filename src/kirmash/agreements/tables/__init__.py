"""Tables that go out to partners and come back, and tables of trade; read whatever an office made of them."""
