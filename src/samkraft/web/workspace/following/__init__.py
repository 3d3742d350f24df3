"""Organising: bodies, who leads and supports, action plans, priorities, rounds, lists in and out."""
