"""How the product speaks: the only place where facts become words, figures and money become text."""
