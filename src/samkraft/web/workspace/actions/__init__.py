"""The pages on which people propose, carry and follow up actions."""
