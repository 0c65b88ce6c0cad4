"""Numeric kernels: arrays in, arrays out, NumPy alone; strict about shapes."""
