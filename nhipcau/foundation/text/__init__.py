"""Vietnamese text: NFC, folding without accents, sort keys."""
