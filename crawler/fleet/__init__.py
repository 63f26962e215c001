"""Work in other processes: pools with limits on time and memory."""
