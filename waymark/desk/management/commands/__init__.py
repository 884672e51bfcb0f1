"""What can be asked of the desk on a command line of Django."""
