"""Every criterion and every gate in a sentence, for the person and for whoever looks for people."""
