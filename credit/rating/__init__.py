"""How good a buyer is: what reports and the own ledger say, read in five dimensions, and the grade that follows."""
