"""Files put in as local guidance: whether each is fit for readers, and what it says."""

from waymark.desk.files.examining import Examined, examine

__all__ = ["Examined", "examine"]
