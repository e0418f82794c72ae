"""What happened: session reports, counted from what people did and frozen when closed."""
