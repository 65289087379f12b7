"""Appeals for donations at the desk: which run, what they say, how much has come in."""
