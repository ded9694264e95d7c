"""What a speedup says about a program: how much of it is serial.

A. H. Karp and H. P. Flatt, "Measuring parallel processor performance", Communications of the ACM
33(5), 1990: Amdahl's law (AFIPS 1967) solved for the serial fraction that explains a speedup.
"""

from __future__ import annotations


def serial_fraction(speedup: float, workers: int) -> float:
    """The share of the work, 0 to 1, that ran as if only one worker had been there.

    Raises ValueError for less than two workers, with whom there is nothing to measure.
    """
    if workers < 2:
        raise ValueError(f"a serial fraction takes two workers or more, not {workers}")
    if speedup <= 0:
        return 1.0
    fraction = (1 / speedup - 1 / workers) / (1 - 1 / workers)
    return min(1.0, max(0.0, fraction))
