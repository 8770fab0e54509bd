"""Two bots on one PostgreSQL for a while: killed, ended and started again while people ask, articles arrive and digests
are sent. The peers count what came.

``make soak`` runs it at full size (``python -m tests.soak``), the test suite at a small one.
"""
