"""What comes in from Word and the web: a procedure becomes a draft, with a report of what was dropped."""

from waymark.desk.incoming.procedure import as_procedure
from waymark.desk.incoming.taken import Dropped, Incoming, Section
from waymark.desk.incoming.taking import take_in

__all__ = ["Dropped", "Incoming", "Section", "as_procedure", "take_in"]
