"""The demo's channel: the message goes nowhere and stands in the demo's inbox (SmsMessage rows)."""


class VisibleSms:
    def send(self, *, to: str, words: str) -> None:
        """Nothing leaves this machine; the caller has written the message down."""
