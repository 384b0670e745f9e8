"""Concepts written with their history, and with what documents say of them."""
