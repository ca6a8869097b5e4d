"""The relays that the benchmarks measure, each a process of its own: ours, and those it is compared with."""
