"""Keras, without the messages that TensorFlow writes to standard error when it starts.

TensorFlow reads these settings when it is imported, so they have to be made before:
`from pooling_course.quiet_keras import keras` takes the place of `import keras`. A setting that is
there already is kept.
"""

from __future__ import annotations

import os

# 3 leaves out everything but fatal errors.
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
# oneDNN announces itself at every log level. Without it, results differ less between machines too.
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")

import keras

__all__ = ["keras"]
