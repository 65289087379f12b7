"""All topics of the newsroom: found, renamed, given other names, merged."""
