"""``python -m fairplan``."""

from fairplan.cli import main

raise SystemExit(main())
