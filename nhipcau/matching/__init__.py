"""Who is sent to which opening, and why: referrals (suitability comes with part 3)."""
