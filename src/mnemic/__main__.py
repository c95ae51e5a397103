"""``python -m mnemic``: the same as the `mnemic` command."""

import sys

from .cli import main

sys.exit(main())
