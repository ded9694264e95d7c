"""The parts of `benchmarks/engine.py`: what is measured, by which child process, shown how."""
