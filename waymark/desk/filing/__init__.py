"""Filing: a partnership puts a file to its guidance, or lets the desk set the page as one."""
