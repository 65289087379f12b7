"""What editors share and readers never see: texts in the making, who is here, who is signed in."""
