"""JupyterHub for one class on one machine: see docs/jupyterhub.md.

Users are accounts of the system, told apart by two groups of it. Started as root, because each
user's server is started under the user's own account.
"""

import grp
import os
import sys
from pathlib import Path
from typing import Any

c = get_config()  # noqa: F821 - given by JupyterHub

STUDENTS, INSTRUCTORS = "pooling-students", "pooling-instructors"
CONFIGURATION = Path(__file__).resolve().parent
EXCHANGE = Path(os.environ.get("NBGRADER_EXCHANGE", "/usr/local/share/nbgrader/exchange"))
PROGRAMS = Path(sys.executable).parent

c.JupyterHub.bind_url = "http://127.0.0.1:8000"  # behind a web server that speaks HTTPS
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {STUDENTS, INSTRUCTORS}

c.Spawner.cmd = [str(PROGRAMS / "jupyterhub-singleuser")]
c.Spawner.default_url = "/lab"
c.Spawner.http_timeout = c.Spawner.start_timeout = 120
c.Spawner.environment = {
    # nbgrader starts alembic by its name; safegrade looks for bwrap.
    "PATH": f"{PROGRAMS}:/usr/local/bin:/usr/bin:/bin",
    "NBGRADER_EXCHANGE": str(EXCHANGE),
    # As in the file "start": Keras keeps quiet, and one student does not take all processors.
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "OMP_NUM_THREADS": "2",
    "TF_NUM_INTRAOP_THREADS": "2",
    "TF_NUM_INTEROP_THREADS": "2",
    "MALLOC_ARENA_MAX": "2",
}


def role_of(spawner: Any) -> None:
    """Give a user the settings of students or of instructors."""
    role = "students"
    if spawner.user.name in grp.getgrnam(INSTRUCTORS).gr_mem:
        role = "instructors"
    folders = [CONFIGURATION / role, CONFIGURATION / "everybody"]
    spawner.environment["JUPYTER_CONFIG_PATH"] = os.pathsep.join(map(str, folders))


c.Spawner.pre_spawn_hook = role_of
