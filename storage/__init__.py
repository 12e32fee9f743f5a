"""Books on disk: a store opens, loads and commits; the trade never knows which one it is."""
