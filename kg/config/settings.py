"""Where each setting comes from: the default, a file, the environment or an option."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from kg.config.keys import EXPECTED, KEYS, Key, from_text, from_toml
from kg.config.toml_lines import TomlFile, read_toml
from kg.config.values import Config, DataFiles
from kg.errors import ConfigError

FILE_NAME = "kg.toml"
FILE_VARIABLE = "NEWSKG_CONFIG"
Source = Literal["default", "file", "environment", "option"]
_BY_NAME = {key.name: key for key in KEYS}


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting with its origin.

    Attributes:
        key: name in the file (`data.names`).
        value: a text, number, boolean, day, path or None.
        source: what set it.
        place: the file with its line, the variable or the option; "" for a default.
    """

    key: str
    value: object
    source: Source = "default"
    place: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run, and where each comes from, in the order of the keys."""

    config: Config
    entries: tuple[Setting, ...]


def resolve_settings(
    file: Path | None = None,
    options: Mapping[str, str | None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Lay file, environment and options over the defaults, the later over the earlier.

    Args:
        file: a TOML file; where None, the one that ``NEWSKG_CONFIG`` names, else none.
        options: key → the option's text; None leaves a setting as it is. A ``lang`` says that
            the texts are in it: their language is then not checked.
        environment: variables; see ``Key.variable``. Empty ones do not count.

    Raises:
        ConfigError: an unknown key, a value of the wrong type or out of range.
    """
    environment, given = environment or {}, {k: v for k, v in (options or {}).items() if v is not None}
    named = environment.get(FILE_VARIABLE)
    path = file or (Path(named) if named else None)
    if "lang" in given:
        given = {"check_language": "false", **given}
    found = {entry.key: entry for entry in _defaults()}
    layers = (_from_file(path) if path else (), _from_environment(environment), _from_options(given))
    for layer in layers:
        for entry in layer:
            found[entry.key] = entry
            _check_range(entry, found)
    return Settings(_assemble(found), tuple(found.values()))


def find_config_file(environment: Mapping[str, str], folder: Path) -> Path | None:
    """The file that ``NEWSKG_CONFIG`` names, else ``kg.toml`` in ``folder`` if it is there."""
    named = environment.get(FILE_VARIABLE)
    if named:
        return Path(named)
    return folder / FILE_NAME if (folder / FILE_NAME).is_file() else None


def with_options(config: Config, *, lang: str | None = None, published: str | None = None) -> Config:
    """Lay the command line's options over ``config``; None leaves a setting as it is.

    Naming a language says that the texts are in it: the check is then skipped.

    Raises:
        ConfigError: an unknown language, or a date that is no day.
    """
    if lang is not None:
        config = replace(config, lang=lang, check_language=False)
    days = [entry.value for entry in _from_options({"published": published} if published is not None else {})]
    return _replace(config, {"published": days[0]}) if days else config


def load_config(path: Path) -> Config:
    """Read a ``Config`` from a TOML file.

    Raises:
        ConfigError: the file cannot be read, an unknown key, or a value of the wrong type.
    """
    return resolve_settings(path).config


def _replace(config: Config, values: Mapping[str, Any]) -> Config:
    return replace(config, **values)


def _defaults() -> Iterator[Setting]:
    default = Config()
    for key in KEYS:
        table, _, name = key.name.rpartition(".")
        yield Setting(key.name, getattr(default.data if table else default, name))


def _assemble(found: Mapping[str, Setting]) -> Config:
    values: dict[str, Any] = {name: entry.value for name, entry in found.items() if "." not in name}
    files: dict[str, Any] = {
        name.removeprefix("data."): entry.value for name, entry in found.items() if "." in name
    }
    return Config(**values, data=DataFiles(**files))


def _check_range(entry: Setting, found: Mapping[str, Setting]) -> None:
    try:
        _assemble(found)
    except ConfigError as error:
        raise ConfigError(f"{entry.place}: {error}") from error


def _from_file(path: Path) -> Iterator[Setting]:
    file = read_toml(path, ConfigError)
    for name, value in file.tables.items():
        if name == "data" and isinstance(value, dict):
            for inner, path_text in value.items():
                yield _file_setting(file, f"data.{inner}", path_text, "data", inner)
        else:
            yield _file_setting(file, name, value, name)


def _file_setting(file: TomlFile, name: str, value: object, *place: str) -> Setting:
    where = file.at(*place)
    key = _BY_NAME.get(name)
    if key is None:
        raise ConfigError(f"{where}: unknown key {name!r}; valid: {', '.join(_BY_NAME)}")
    try:
        return Setting(name, from_toml(key, value, file.path.parent), "file", where)
    except TypeError as error:
        raise ConfigError(f"{where}: {name} must be {EXPECTED[key.kind]}, not {value!r}") from error


def _from_environment(environment: Mapping[str, str]) -> Iterator[Setting]:
    for key in KEYS:
        text = environment.get(key.variable)
        if text:
            yield _spelled(key, text, "environment", key.variable)


def _from_options(options: Mapping[str, str | None]) -> Iterator[Setting]:
    for name, text in options.items():
        if text is not None:
            key = _BY_NAME[name]
            option = "--lang" if name == "check_language" else f"--{name.rpartition('.')[2]}"
            yield _spelled(key, text, "option", option.replace("_", "-"))


def _spelled(key: Key, text: str, source: Source, place: str) -> Setting:
    try:
        return Setting(key.name, from_text(key, text), source, place)
    except ValueError as error:
        raise ConfigError(f"{place} {text!r} is not {EXPECTED[key.kind]}") from error
