"""The ledger of consents: per person, purpose and channel, with proof."""
