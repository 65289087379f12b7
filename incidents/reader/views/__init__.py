"""The public pages: each view loads one page of the record and answers with it."""
