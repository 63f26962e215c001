"""Files and state on disk: the only rooms that write under the output folder."""
