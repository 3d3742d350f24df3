"""What can be worked out from values alone: no tables, no clock."""
