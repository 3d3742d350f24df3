"""Uploading a document, looking over what was read, and making a draft version of it."""
