"""The terminal in its two faces: the workstation, and the headless twin over the same views."""
