"""Settings of the memory of pages."""

from newsroom import env

PAGE_MEMORY_MB = env.whole("PAGE_MEMORY_MB", default=128, at_least=0, at_most=65536)
PAGES_ALONE_SECONDS = env.whole("PAGES_ALONE_SECONDS", default=600, at_least=0, at_most=86400)
