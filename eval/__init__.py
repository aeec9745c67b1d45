"""Measures the code that users call: question sets, metrics, reports."""
