"""The virtual base: what stands under the real standard library while threads are controlled."""
