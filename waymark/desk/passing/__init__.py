"""Passing in and out: a whole pack as one file, and a procedure kept in Word or on a web page."""
