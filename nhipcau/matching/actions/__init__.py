"""Use cases of matching."""

from nhipcau.matching.actions.referring import Refused, refer, withdraw_referral

__all__ = ["Refused", "refer", "withdraw_referral"]
