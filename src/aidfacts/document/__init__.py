"""Works on the facts of a whole document: names, retellings, totals."""
