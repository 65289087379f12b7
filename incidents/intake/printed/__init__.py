"""What stands printed on pages: days, clock times, headings, prose and what is not prose."""
