"""What we claim about speed, and the scripts that show it."""
