"""The catalogues of words, one folder a language, and what makes and checks them."""
