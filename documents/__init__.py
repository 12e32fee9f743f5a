"""What leaves the desk on paper, computed from the book at the moment it is made."""
