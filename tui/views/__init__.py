"""What is shown, as frozen rows and blocks of words made from a book and a date."""
