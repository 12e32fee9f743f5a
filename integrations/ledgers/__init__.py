"""Files from other systems: a table is read, its columns are found, its rows become facts, whole file or nothing."""
