"""The command `tifa`: finds the command that was asked for and turns errors into one line."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click
from click.exceptions import NoArgsIsHelpError

from align.errors import NotFoundError, TifaError
from cli import damage, streams
from cli.usage import usage_line

#: Each command's module in this package; the module holds a `command` of that name. A module is
#: imported when its command is asked for, so that `tifa lookup` starts without the rest.
COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "extract": "cli.extract",
        "align": "cli.align",
        "align-words": "cli.align_words",
        "add": "cli.add",
        "propose": "cli.propose",
        "lookup": "cli.lookup",
        "define": "cli.define",
        "show": "cli.show",
        "formula": "cli.formula",
        "find": "cli.find",
        "track": "cli.track",
        "compare": "cli.compare",
        "drift": "cli.drift",
        "annotate": "cli.annotate",
        "check": "cli.check",
        "review": "cli.review",
        "serve": "cli.serve",
        "approve": "cli.approve",
        "reject": "cli.reject",
        "defer": "cli.defer",
        "history": "cli.history",
        "undo": "cli.undo",
        "duplicates": "cli.duplicates",
        "merge": "cli.merge",
        "relate": "cli.relate",
        "documents": "cli.documents",
        "describe": "cli.describe",
        "withdraw": "cli.withdraw",
        "stats": "cli.stats",
        "corpus": "cli.corpus",
        "backup": "cli.backup",
        "export": "cli.export",
        "import": "cli.import_",
        "diff": "cli.diff",
        "demo": "cli.demo",
        "cache": "cli.cache",
        "completion": "cli.completion",
    }
)

#: New objects before garbage is looked for, and how often what lived through that is looked at.
_COLLECTING = 100_000, 20, 20

EXIT_NO_MATCH = 1
EXIT_SKIPPED = 1
EXIT_ERROR = 2
EXIT_INTERRUPTED = 130  # as a shell reports SIGINT
EXIT_CLOSED_PIPE = 1  # as click has it: a part of the output was not wanted


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(COMMANDS[cmd_name]).command
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]}.command is no click command")
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            code = super().invoke(ctx)
        except click.BadOptionUsage as error:
            # click's parser does not say which command it was parsing for
            name = ctx.invoked_subcommand
            if error.ctx is None and name is not None and (command := self.get_command(ctx, name)):
                error.ctx = click.Context(command, parent=ctx, info_name=name)
            raise
        except click.exceptions.Exit as done:
            code = done.exit_code
        except BaseException:
            damage.told(ctx)
            raise
        return EXIT_SKIPPED if damage.told(ctx) and not code else code


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Settings: TIFA_GLOSSARY, TIFA_REVIEWER, and the TOML file that TIFA_CONFIG names.",
)
@click.version_option(package_name="tifa-glossary", prog_name="tifa")
def tifa() -> None:
    """Find, pair, define, review and export the terms of art of Chinese policy texts."""


def main() -> None:
    """Run the command line; the entry point of the distribution."""
    collect_rarely()
    # No Python that we or a library of ours starts looks for modules in the current folder, which
    # may be anybody's: multiprocessing starts one with -c, which looks there first.
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.exit(run(sys.argv[1:]))


def collect_rarely() -> None:
    """Look for garbage less often than Python does by default.

    A text becomes millions of objects that live until the end and are in no cycle; to look through
    them again and again takes a tenth of an extraction.
    """
    gc.set_threshold(*_COLLECTING)


def run(arguments: list[str]) -> int:
    """Run one command; return 0 for done, 1 for no match or a part skipped, 2 for an error."""
    streams.prepare()
    try:
        code = tifa.main(args=arguments, prog_name="tifa", standalone_mode=False)
        sys.stdout.flush()
    except NoArgsIsHelpError as error:
        error.show()
        return EXIT_ERROR
    except click.ClickException as error:
        return _failed(usage_line(error))
    except NotFoundError as error:
        _failed(str(error))
        return EXIT_NO_MATCH
    except TifaError as error:
        streams.settle_output()
        return _failed(str(error))
    except (click.Abort, KeyboardInterrupt):
        click.echo("tifa: interrupted", err=True)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader has left, which is its right
        streams.abandon_output()
        return EXIT_CLOSED_PIPE
    except OSError as error:
        if error.filename is not None:
            raise  # whoever opens a file says what is wrong with it; here that was forgotten
        streams.abandon_output()
        reason = (error.strerror or str(error)).lower()
        return _failed(f"standard output: {reason}; write somewhere else")
    return code if isinstance(code, int) else 0


def _failed(message: str) -> int:
    from align.text import visible

    click.echo(f"tifa: {visible(message)}", err=True)
    return EXIT_ERROR


if __name__ == "__main__":
    main()
