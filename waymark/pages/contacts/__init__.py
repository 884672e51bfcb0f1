"""Contacts: who answers now, who answers always, and when each was last checked."""
