"""What people see and do at the desk."""
