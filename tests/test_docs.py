"""Documentation that fails when it is not true."""

from pathlib import Path

import click
import pytest

from firsthand import model
from firsthand.faces.cli import main
from firsthand.lineage.direction import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_in_the_readme_and_has_help(name):
    assert f"firsthand {name}" in README
    assert main.commands[name].help


def test_every_option_has_help():
    for command in main.commands.values():
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert parameter.help, f"{command.name} {parameter.name}"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.__name__)
def test_every_rule_says_what_it_means_and_is_in_the_method(rule):
    assert rule.__doc__
    sentence = " ".join(rule.__doc__.split())
    assert sentence in (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")


def test_the_glossary_is_what_the_model_says():
    from evaluation.glossary import glossary

    assert (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8") == glossary()
    assert "Hyparchetype" in glossary()
    assert model.Hyparchetype.__doc__.split(",")[0] in glossary()


def test_the_readme_shows_what_the_demo_prints():
    import io
    from importlib import resources

    from rich.console import Console

    from firsthand import trace
    from firsthand.faces.terminal import show

    result = trace([str(resources.files("firsthand") / "demo" / "articles")])
    console = Console(width=100, file=io.StringIO(), highlight=False, emoji=False, markup=False)
    show(result, console)
    for line in console.file.getvalue().splitlines():
        if line.strip() and result.stories[0].title not in line:  # the title hangs on nothing but content
            assert line.rstrip() in README


def test_nothing_speaks_of_one_machine():
    for path in ROOT.rglob("*.md"):
        if ".venv" not in path.parts:
            assert str(ROOT.parent) not in path.read_text(encoding="utf-8"), path
