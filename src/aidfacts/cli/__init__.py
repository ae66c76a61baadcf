"""The command line; the only door to typer and tqdm, and the only part that prints."""

from __future__ import annotations

import os
import sys

# docs/cli.md tells users of these.
EXIT_OK = 0
EXIT_SOME_FAILED = 1
EXIT_DIFFERENT = 1  # as with diff(1)
EXIT_USAGE = 2
EXIT_INTERNAL = 70  # EX_SOFTWARE of sysexits.h
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells count


def main() -> None:
    """Run the command line; what is meant for a person goes to stderr, never as a traceback."""
    from aidfacts.cli.app import app
    from aidfacts.errors import AidfactsError

    for stream in (sys.stdout, sys.stderr):
        # A Chinese page must not die on a terminal that was set up for ASCII or a Windows code page.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(prog_name="aidfacts")
    except AidfactsError as error:
        _leave(f"aidfacts: {error}", EXIT_USAGE)
    except BrokenPipeError:
        # `aidfacts … | head` has seen enough. Point stdout elsewhere, or the interpreter complains at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_OK)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _leave(f"aidfacts: {where}{error.strerror or error}", EXIT_USAGE)
    except Exception as error:
        if os.environ.get("AIDFACTS_TRACEBACK"):
            raise
        # A fault of ours; the way to it is for those who ask.
        message = f"aidfacts: internal error: {type(error).__name__}: {error}"
        _leave(f"{message}; please report it with what AIDFACTS_TRACEBACK=1 shows", EXIT_INTERNAL)
    except KeyboardInterrupt:
        _leave("aidfacts: interrupted", EXIT_INTERRUPTED)


def _leave(message: str, code: int) -> None:
    print(message, file=sys.stderr)
    sys.exit(code)
