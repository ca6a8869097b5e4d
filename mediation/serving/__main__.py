"""`python -m mediation.serving`: begins in memory that is written over as it is freed, and makes the standard
library green before anything else is imported."""

from mediation.freed_memory import begin_anew

begin_anew()

import warnings

warnings.filterwarnings("ignore", message="\nEventlet is deprecated")
import eventlet

eventlet.monkey_patch()

import sys

from mediation.serving.process import main

sys.exit(main())
