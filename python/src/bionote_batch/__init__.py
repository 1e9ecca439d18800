"""BioNote's filter over rows of notes, for engines that run many of them.

`bionote_batch.filter` needs the standard library alone; `bionote_batch.ray` and `bionote_batch.spark` import their engine.
"""

from bionote_batch.filter import Filter, FilterError
from bionote_batch.options import FilterOptions

__all__ = ["Filter", "FilterError", "FilterOptions"]
