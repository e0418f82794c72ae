"""The counsellor: pre-screening, advice, openings offered, and what the law asks for afterwards."""
