"""What is kept of asking providers: raw answers, what was spent, orders under way, and who is asking just now."""
