"""What a run did: tallies, its report file and the lines people read."""
