"""The language in which one asks a list for some of its rows: `dpd>30 & class=bad & ccy=EUR & name~"nord"`."""
