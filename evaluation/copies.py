"""Copies measured: develop reports, texts of our own told over, one office's daily form, public and pool reports.

`python -m evaluation.copies` prints precision and recall of lineages and kinds; what is not on this
machine is named and skipped. Nothing of the pool or of a benchmark is written anywhere.
"""

from __future__ import annotations

import json
import os
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from evaluation.inline import parse  # type: ignore[attr-defined]
