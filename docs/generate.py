"""Writes the reference pages from the code and its data; a test checks that they are up to date.

python docs/generate.py          write the pages
python docs/generate.py --check  only say which are out of date; exit status 1 if one is
"""

# ruff: noqa: ANN401, E501, T201

from __future__ import annotations

import inspect
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parent
WIDEST = 88  # letters of a signature on one line
NOTE = "<!-- Written by docs/generate.py; change what it reads, not this page. -->\n\n"


def cell(text: object) -> str:
    """Text that is safe between the bars of a table."""
    return " ".join(str(text).split()).replace("|", "\\|").replace("<", "&lt;")


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *([cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def code(text: object) -> str:
    """Text as code, or nothing."""
    return f"`{text}`" if text not in (None, "") else ""


def commands() -> str:
    """Every command with its arguments and options."""
    import typer

    from kg.cli import app

    parts = [
        "# Commands\n\n`kg COMMAND --help` prints the same for one command. Exit statuses: 0 done; 1 a check"
        " found something wrong; 2 wrong usage, input, settings or output, and one line says what; 130 stopped"
        " with Ctrl-C.\n"
    ]
    for name, command in walk(typer.main.get_command(app), "kg"):
        parts.append(one_command(name, command))
    return "\n".join(parts)


def walk(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    """All commands below one, sorted by name; a group itself only with its options."""
    inner = getattr(command, "commands", {})
    if not inner:
        yield name, command
    for key in sorted(inner):
        if not inner[key].hidden:
            yield from walk(inner[key], f"{name} {key}")


def one_command(name: str, command: Any) -> str:
    """A section for one command."""
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    words = " ".join(inspect.cleandoc(command.help or "").replace("\b\n", "").split("\n\n")[0].split())
    more = inspect.cleandoc(command.help or "").split("\n\n")[1:]
    lines = [
        f"## {name}\n",
        f"{words}\n",
        *(" ".join(part.split()) + "\n" for part in more if "\b" not in part),
    ]
    rows = [(code(p.metavar or (p.name or "").upper()), p.help or "", "") for p in arguments]
    rows += [
        (code(", ".join([*p.opts, *p.secondary_opts])), (p.help or "").replace("[dim]", ""), shown_default(p))
        for p in options
        if p.name != "help"
    ]
    if rows:
        lines.append(table(("argument or option", "meaning", "default"), rows))
    return "\n".join(lines)


def shown_default(parameter: Any) -> str:
    """The default where it says something."""
    value = parameter.default
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return code(value) if plain and value != "" else ""


def settings() -> str:
    """Every key of the settings."""
    from kg.config import Config
    from kg.config.keys import EXPECTED, KEYS

    default = Config()
    rows = []
    for key in KEYS:
        owner, _, name = key.name.rpartition(".")
        value = getattr(default.data if owner else default, name)
        spelled = (
            {True: "true", False: "false", None: "none"}.get(value) if value in (True, False, None) else value
        )
        rows.append((code(key.name), code(key.variable), EXPECTED[key.kind], spelled, key.help))
    return (
        "# Settings\n\nHow the layers (default, file, environment, option) lie over each other, and what the"
        " data files hold, is told in [settings and own data](../configuration.md).\n\n"
        + table(("key", "variable", "value", "default", "meaning"), rows)
    )


def relations() -> str:
    """The relation catalogue."""
    from kg.vocab import load_catalogue

    catalogue = load_catalogue()
    rows = [
        (
            code(entry.id),
            entry.label_de,
            entry.definition,
            ", ".join(entry.subject_types),
            ", ".join(entry.object_types),
            "symmetric" if entry.symmetric else code(entry.inverse),
            ", ".join([*filter(None, [entry.plover]), *entry.same_as]),
        )
        for entry in sorted(catalogue.values(), key=lambda entry: entry.id.lower())
    ]
    return (
        f"# Relations\n\nThe {len(rows)} relations of the catalogue. An id is fixed once it is here. A verb without"
        " a frame gives a relation that is made from its English gloss, or keeps its German lemma; such relations"
        " have `kg:catalogued false`. The last column names the event class of PLOVER and the property of"
        " schema.org, Wikidata (`wdt`) or the ORG ontology that corresponds.\n\n"
        + table(("id", "German", "meaning", "subject", "object", "inverse", "elsewhere"), rows)
    )


def rules() -> str:
    """Every rule, with an example."""
    given = tomllib.loads((FOLDER / "data" / "rules.toml").read_text("utf-8"))
    heads = {
        "clauses": ("Clauses", "predicate", "How a clause was found (`kg explain` shows it)."),
        "phrases": ("Noun phrases", "claim", "What a noun phrase states by itself."),
        "claims": ("Clauses to claims", "claim", "What is read where no verb frame fits."),
        "speech": ("Speech", "speaker", "How it was found that somebody is speaking."),
    }
    parts = [
        "# Rules\n\nEvery piece of evidence names the rule that read it (`kg:rule`). Each rule stands here with an"
        " example that the tests run. What a rule gets right in theory, a wrong tree can spoil in practice: see"
        " [limits](../explanation/limits.md).\n"
    ]
    for key, (title, column, about) in heads.items():
        rows = [
            (code(rule), one["about"], one["example"], one["states"] or "(nobody)")
            for rule, one in given[key].items()
        ]
        parts.append(f"## {title}\n\n{about}\n\n{table(('rule', 'what it reads', 'example', column), rows)}")
    return "\n".join([*parts, frames()])


def frames() -> str:
    """The frames, one line each."""
    from kg.lang.de.frame_data import load_frames

    all_frames = sorted(
        (frame for group in load_frames().values() for frame in group), key=lambda f: (f.id.lower(), f.id)
    )
    rows = [(code(frame.id), frame.example, frame.expect) for frame in all_frames]
    return (
        f"## Frames\n\n{len(rows)} frames of verbs and event nouns, `de.frame.WORD.WHERE THE OBJECT STANDS`. How to"
        " add your own: [settings and own data](../configuration.md).\n\n"
        + table(("rule", "example", "claim"), rows)
    )


def api() -> str:
    """The public names."""
    import kg

    parts = [
        "# Python API\n\nThese names are stable. Everything else can change without notice. `import kg` is quick:"
        " what is slow to load is loaded when it is first used.\n"
    ]
    for name in kg.__all__:
        parts.append(one_name(name, getattr(kg, name)))
    parts += [held(), network_attributes(), component()]
    return "\n".join(parts)


HELD = ("Relation", "Value", "Attribution", "Time", "Qualifier", "Evidence", "Mention", "Span")


def held() -> str:
    """The types that claims and entities are made of."""
    import kg.model
    from kg.claims.explain import Explanation

    parts = [
        "## What claims and entities hold\n\nThese come with a claim, an entity or `KnowledgeGraph.explain`; nobody"
        " has to make one.\n"
    ]
    for value in [*(getattr(kg.model, name) for name in HELD), Explanation]:
        parts += [f"### {value.__name__}\n", signature(value.__name__, value), text_of(value)]
    return "\n".join(parts)


def network_attributes() -> str:
    """What ``KnowledgeGraph.network`` puts on nodes and edges, from the function that does it."""
    from kg.views import to_network

    return f"## Attributes of `KnowledgeGraph.network`\n\n{text_of(to_network)}"


def component() -> str:
    """The component for spaCy."""
    from kg.api.component import ClaimFinder, make_claim_finder

    setting = inspect.signature(make_claim_finder).parameters["published"].name
    return (
        '## The spaCy component `kg_claims`\n\n`nlp.add_pipe("kg_claims")` puts the claims of a text on'
        " `doc._.claims` and its entities on `doc._.kg_entities`, in any German pipeline with dependency trees after"
        " Universal Dependencies, parts of speech, lemmas, features, and names labelled `PER`, `LOC`, `ORG`, `OTH`"
        f' (`kg.load("de")` has all of it). Its setting `{setting}` is the ISO day that relative times are'
        f" reckoned from.\n\n{text_of(ClaimFinder.__call__)}"
    )


def one_name(name: str, value: object) -> str:
    """A section for one public name."""
    title = f"## kg.{name}\n".replace("__", "\\_\\_")
    if not callable(value):
        return f"{title}\nThe version of the package, a str.\n"
    lines = [title, signature(name, value), text_of(value)]
    if inspect.isclass(value):
        for key, member in vars(value).items():
            if not key.startswith("_") and (isinstance(member, property) or inspect.isfunction(member)):
                lines.append(f"### {name}.{key}\n")
                if inspect.isfunction(member):
                    lines.append(signature(key, member))
                lines.append(text_of(member))
    return "\n".join(lines)


def signature(name: str, value: Callable[..., object]) -> str:
    """The signature as a block of code; classes of data are told by their attributes."""
    if inspect.isclass(value) and issubclass(value, Exception):
        return ""
    told = inspect.signature(value)
    spelled = name + plain(told)
    if len(spelled) > WIDEST:
        _, arrow, given = plain(told).partition(" -> ")
        spelled = f"{name}(\n{''.join(one_a_line(told))}){arrow}{given}"
    return f"```python\n{spelled}\n```\n"


def one_a_line(told: inspect.Signature) -> Iterator[str]:
    """The parameters of a long signature."""
    before: inspect.Parameter | None = None
    for parameter in told.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and (
            before is None or before.kind is not before.KEYWORD_ONLY
        ):
            yield "    *,\n"
        yield f"    {plain(parameter)},\n"
        before = parameter


def plain(told: inspect.Signature | inspect.Parameter) -> str:
    """As it is written in the code: annotations are kept as text there, and inspect quotes them."""
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(told)).replace("<factory>", "…")


def text_of(value: object) -> str:
    """The docstring as Markdown: sections of Google style become lists, examples blocks."""
    lines: list[str] = []
    example = False
    for line in inspect.cleandoc(value.__doc__ or "").replace("``", "`").splitlines():
        if line.startswith(">>>") and not example:
            lines += ["```pycon"]
            example = True
        if example:
            lines.append(line)
            continue
        head = line.rstrip(":")
        if line.endswith(":") and head in ("Args", "Attributes", "Returns", "Raises"):
            lines += [f"**{head}**", ""]
        elif line.startswith("        "):
            lines[-1] += " " + line.strip()
        elif line.startswith("    "):
            first, colon, rest = line.strip().partition(": ")
            lines.append(
                f"- `{first}`: {rest}"
                if colon and " " not in first.replace(", ", "")
                else f"- {line.strip()}"
            )
        else:
            lines.append(line)
    return "\n".join([*lines, *(["```"] if example else []), ""])


def model_card() -> str:
    """The card that ships with the model."""
    return (ROOT / "kg" / "annotate" / "model" / "de" / "README.md").read_text("utf-8")


def contributing() -> str:
    """The page for those who change the project."""
    return (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def licences() -> str:
    """What is shipped and what it is installed with, each with its licence."""
    given = tomllib.loads((FOLDER / "data" / "licences.toml").read_text("utf-8"))
    parts = [
        (one["what"], ", ".join(code(file) for file in one["files"]), one["source"], one["licence"])
        for one in given["part"]
    ]
    linked = [(name, licence) for name, licence in sorted(given["dependencies"].items())]
    pages = [(name, licence) for name, licence in given["page"].items()]
    return (
        "# Licences\n\nThe program is under the MIT licence. The language model is under CC BY-SA 4.0, after the"
        " treebanks it has learned from: whoever passes the model on, changed or not, names them and keeps that"
        " licence. What the program writes about your articles is yours.\n\n## Shipped in the wheel\n\n"
        + table(("part", "files", "source", "licence"), parts)
        + "\n## Put into every page that is written\n\n"
        + table(("script", "licence"), pages)
        + "\n## Installed beside it\n\nWhat these need in turn is told by `pip show`.\n\n"
        + table(("package", "licence"), linked)
    )


PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands,
    "reference/settings.md": settings,
    "reference/relations.md": relations,
    "reference/rules.md": rules,
    "reference/api.md": api,
    "reference/licences.md": licences,
    "model-card.md": model_card,
    "contributing.md": contributing,
}


def page(name: str) -> str:
    """A page as its file should be."""
    return NOTE + PAGES[name]().rstrip("\n") + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or check them."""
    old = [
        name
        for name in PAGES
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page(name)
    ]
    for name in old:
        if "--check" not in arguments:
            (FOLDER / name).parent.mkdir(exist_ok=True)
            (FOLDER / name).write_text(page(name), "utf-8")
        print(f"{'out of date' if '--check' in arguments else 'written'}: {name}")
    return int(bool(old) and "--check" in arguments)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
