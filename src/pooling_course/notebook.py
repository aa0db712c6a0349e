"""Show something in the notebook, if this is one."""

from __future__ import annotations

import sys
from typing import Any


def display(bundle: dict[str, Any]) -> None:
    """Display a bundle of MIME types and contents; do nothing outside of IPython.

    IPython is not imported for this: where there is a notebook, it is there already.
    """
    if "IPython" not in sys.modules:
        return
    from IPython.core.getipython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.display_pub.publish(bundle)
