"""The settings of a run: their values, and where each comes from."""

from kg.config.keys import KEYS, Key
from kg.config.settings import (
    FILE_NAME,
    Setting,
    Settings,
    find_config_file,
    load_config,
    resolve_settings,
    with_options,
)
from kg.config.toml_lines import TomlFile, read_toml
from kg.config.values import LANGUAGES, Config, DataFiles, parse_day

__all__ = [
    "FILE_NAME",
    "KEYS",
    "LANGUAGES",
    "Config",
    "DataFiles",
    "Key",
    "Setting",
    "Settings",
    "TomlFile",
    "find_config_file",
    "load_config",
    "parse_day",
    "read_toml",
    "resolve_settings",
    "with_options",
]
