"""What `benchmarks/run` and `benchmarks/guard` are made of. Nothing beside the Python library is needed."""
