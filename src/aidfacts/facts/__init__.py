"""From frames to facts."""
