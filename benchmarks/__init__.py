"""What is measured against what; each module is one figure of the README."""
