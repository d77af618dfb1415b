"""What can be read of a damaged library goes into a new one."""
