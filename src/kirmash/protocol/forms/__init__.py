"""What a protocol officer writes: delegations, members, engagements."""
