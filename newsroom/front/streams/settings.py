"""Settings of the streams and of the processes that serve them."""

from newsroom import env

WEB_PROCESSES = env.whole("WEB_PROCESSES", default=1, at_least=1, at_most=64)
WEB_THREADS = env.whole("WEB_THREADS", default=8, at_least=1, at_most=256)
LIVE_READERS = env.whole("LIVE_READERS", default=10_000, at_least=0, at_most=1_000_000)
"""For each process; never more than it may have files open."""
