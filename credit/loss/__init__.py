"""What may be lost and what may be claimed: expected loss, interest on late payment, money set against debts."""
