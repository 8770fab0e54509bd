"""The fault test of deliveries: processes are killed, connections cut, clocks put wrong; the peers count what came.

``make torture`` runs it at full size (``python -m tests.torture``), the test suite at a small one.
"""
