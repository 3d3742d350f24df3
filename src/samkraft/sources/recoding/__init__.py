"""Tables of counts by municipality put into the codes of another year, by lists of changes."""
