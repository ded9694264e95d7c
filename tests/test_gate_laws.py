"""Karp and Flatt's serial fraction."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.gate.laws import serial_fraction


@given(st.floats(0.0, 1.0), st.integers(2, 64))
def test_the_fraction_is_what_amdahls_law_was_told(serial: float, workers: int) -> None:
    speedup = 1 / (serial + (1 - serial) / workers)
    assert serial_fraction(speedup, workers) == pytest.approx(serial, abs=1e-9)


@pytest.mark.parametrize(
    ("speedup", "workers", "serial"),
    [(4.0, 4, 0.0), (1.0, 4, 1.0), (1.6, 4, 0.5), (5.0, 4, 0.0), (0.5, 4, 1.0), (0.0, 2, 1.0)],
)
def test_it_lies_between_nothing_and_everything(
    speedup: float, workers: int, serial: float
) -> None:
    assert serial_fraction(speedup, workers) == pytest.approx(serial)


def test_one_worker_has_no_serial_fraction() -> None:
    with pytest.raises(ValueError, match="two workers"):
        serial_fraction(1.0, 1)
