"""The newsroom as a whole at the desk: front page, finding, audit, topics."""
