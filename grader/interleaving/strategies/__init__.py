"""Strategies: who runs next. One small class a file behind the interface in `base.py`."""
