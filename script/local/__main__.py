"""`python script/local VERB …`: makes the environment ready, steps into it, calls the verb."""

import importlib
import sys
from pathlib import Path

VERBS = {
    # verb: (module, requirements it needs)
    "demo": ("script.local.demo", "requirements.txt"),
    "manage": ("script.local.manage", "requirements.txt"),
    "bench": ("script.local.bench", "requirements.txt"),
    "test": ("script.local.suite", "requirements-dev.txt"),
    "release": ("script.local.release", "requirements-dev.txt"),
    "pictures": ("script.local.pictures", "requirements-dev.txt"),
    "keeper": ("script.local.keeper", ""),
}


def main() -> int:
    sys.path[0] = str(Path(__file__).resolve().parents[2])  # the project, not script/local
    from script.local import environment
    from script.local.processes import Problem

    verb, arguments = sys.argv[1], sys.argv[2:]
    module, requirements = VERBS[verb]
    try:
        if requirements:
            environment.step_into(requirements, [str(Path(__file__).parent), verb, *arguments])
        return importlib.import_module(module).main(arguments)
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
