"""The command `tifa`; the only place that wires the other packages together."""
