"""What people see and do in agreeing."""
