"""The forms of the workspace. One column, label above, hint below it, errors said in words."""
