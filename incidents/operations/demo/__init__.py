"""The demo newsroom: five stories in our own words, played through the usual actions."""
