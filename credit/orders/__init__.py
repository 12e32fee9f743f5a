"""New orders: what may be shipped, what stands against it, what was let pass, and how the next one should be paid."""
