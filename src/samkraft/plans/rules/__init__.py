"""Pure rules of plans: states, order, comparison. No database."""
