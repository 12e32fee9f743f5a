"""The outside: ledgers that come in, credit reports that are fetched, tables that are shipped with their source named."""
