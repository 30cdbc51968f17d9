"""All of a user's data, checked, and in force for the time of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.config import DataFiles, read_toml
from kg.errors import ConfigError, VocabularyError
from kg.lang.de.frame_data import Frame, load_frames, read_frame_tables, use_frames
from kg.lang.de.gazetteer import use_institutions
from kg.lang.de.lexicon import Institution
from kg.userdata.checking import check_tables
from kg.userdata.names import OwnName, read_names
from kg.userdata.stop import StopLists, read_stop
from kg.vocab import CatalogueEntry, load_catalogue
from kg.vocab.catalogue import read_tables, use_relations


@dataclass(frozen=True, slots=True)
class UserData:
    """What a user brings; all empty where nothing is brought."""

    names: tuple[OwnName, ...] = ()
    relations: tuple[CatalogueEntry, ...] = ()
    frames: tuple[Frame, ...] = ()
    stop: StopLists = field(default_factory=StopLists)


_in_force = UserData()


def load_user_data(files: DataFiles) -> UserData:
    """Read and check the data files that are named.

    Raises:
        VocabularyError: a mistake in one of them, with file, line and the valid options.

    >>> load_user_data(DataFiles()) == UserData()
    True
    """
    relations = read_relations(files.relations) if files.relations else ()
    return UserData(
        names=read_names(files.names) if files.names else (),
        relations=relations,
        frames=read_own_frames(files.frames, relations) if files.frames else (),
        stop=read_stop(files.stop) if files.stop else StopLists(),
    )


def read_relations(path: Path) -> tuple[CatalogueEntry, ...]:
    """Read and check a relations file: one table ``[relationId]`` for each.

    Raises:
        VocabularyError: names file, line and the valid options.
    """
    file = read_toml(path, VocabularyError)
    entries = read_tables(file.tables, file.at)
    if not entries:
        raise VocabularyError(f"{path}: the file has no relation; write [relationId] above each")
    shipped = load_catalogue()
    for name in entries:
        if name in shipped and shipped[name] not in _in_force.relations:
            raise VocabularyError(f"{file.at(name)}: {name!r} is a relation of the catalogue already")
    return tuple(entries.values())


def read_own_frames(path: Path, relations: tuple[CatalogueEntry, ...] = ()) -> tuple[Frame, ...]:
    """Read and check a frames file: one ``[[frame]]`` table for each, as in the shipped ones.

    Args:
        path: the file.
        relations: the user's own, which frames may name beside the catalogue's.

    Raises:
        VocabularyError: names file, line and the valid options.
    """
    file = read_toml(path, VocabularyError)
    tables = check_tables(file, "frame")
    catalogue = {**load_catalogue(), **{entry.id: entry for entry in relations}}
    taken = {frame.id for group in load_frames().values() for frame in group} - {
        frame.id for frame in _in_force.frames
    }
    return tuple(read_frame_tables(tables, lambda index: file.at("frame", index), catalogue, taken))


@contextmanager
def use_data(data: UserData) -> Iterator[UserData]:
    """Put the user's relations, frames and names beside the shipped ones, for the whole process.

    Names and stop lists have an effect of their own where entities and claims are put
    together: see ``rename`` and ``drop_stopped``.
    """
    before = _in_force
    _install(data)
    try:
        yield data
    finally:
        _install(before)


def _install(data: UserData) -> None:
    global _in_force
    if data == _in_force:
        return  # the shipped data need not be read anew
    _in_force = data
    use_relations(data.relations)
    use_frames(data.frames)
    use_institutions(Institution(name.label, name.aliases, name.type, "", "") for name in data.names)


def check_file(path: Path, kind: str | None = None, relations: Path | None = None) -> tuple[str, int]:
    """Check one data file.

    Args:
        path: the file.
        kind: `names`, `frames`, `relations` or `stop`; told from its contents where None.
        relations: a file with own relations that frames may name.

    Returns:
        Its kind and how many entries it has.

    Raises:
        VocabularyError: the first mistake.
        ConfigError: it is of no kind.
    """
    kind = kind or _kind(read_toml(path, VocabularyError).tables, path)
    own = read_relations(relations) if relations and kind == "frames" else ()
    readers: dict[str, Callable[[], int]] = {
        "names": lambda: len(read_names(path)),
        "frames": lambda: len(read_own_frames(path, own)),
        "relations": lambda: len(read_relations(path)),
        "stop": lambda: len(read_stop(path)),
    }
    if kind not in readers:
        raise ConfigError(f"unknown kind of data {kind!r}; valid: {', '.join(readers)}")
    return kind, readers[kind]()


def _kind(tables: Mapping[str, object], path: Path) -> str:
    for key, kind in (("name", "names"), ("frame", "frames"), ("entities", "stop"), ("relations", "stop")):
        if isinstance(tables.get(key), list):
            return kind
    if tables and all(isinstance(table, dict) for table in tables.values()):
        return "relations"
    raise ConfigError(
        f"{path}: neither names, frames, relations nor stop lists; a data file has [[name]], [[frame]] or"
        " [relationId] tables, or the keys entities and relations; name its kind with --kind"
    )
