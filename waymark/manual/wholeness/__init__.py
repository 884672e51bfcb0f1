"""Wholeness: is the manual all there, does every arrow lead somewhere, has every duty its source?"""

from waymark.manual.wholeness.local import check_local
from waymark.manual.wholeness.register import check_register
from waymark.manual.wholeness.shared import check_manuscript

__all__ = ["check_local", "check_manuscript", "check_register"]
