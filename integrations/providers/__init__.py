"""One file for each kind of provider; what it answers becomes facts and events of the trade."""
