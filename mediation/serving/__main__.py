"""`python -m mediation.serving`: makes the standard library green before anything else is imported."""

import warnings

warnings.filterwarnings("ignore", message="\nEventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import sys

from mediation.serving.process import main

sys.exit(main())
