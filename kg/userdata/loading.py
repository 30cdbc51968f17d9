"""All of a user's data, checked, and in force for the time of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kg.config import DataFiles, TomlFile, read_toml
from kg.errors import ConfigError, KgError, VocabularyError
from kg.lang.de.frame_data import Frame, frame_mistakes, load_frames, read_frame_tables, use_frames
from kg.lang.de.gazetteer import use_institutions
from kg.lang.de.lexicon import Institution
from kg.userdata.checking import Mistake, check_tables, complain, tables_of
from kg.userdata.names import OwnName, read_names
from kg.userdata.stop import StopLists, read_stop
from kg.vocab import CatalogueEntry, load_catalogue
from kg.vocab.catalogue import ANY, entry_mistakes, read_tables, sound_entries, use_relations


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
        VocabularyError: mistakes in one of them, with file, line and the valid options.

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
    complain(_relation_mistakes(file))
    return tuple(read_tables(file.tables, file.at).values())


def _relation_mistakes(file: TomlFile) -> Iterator[Mistake]:
    if not file.tables:
        yield Mistake(0, f"{file.path}: the file has no relation; write [relationId] above each")
    shipped = load_catalogue()
    for name in file.tables:
        for text in entry_mistakes(name, file.tables):
            yield Mistake.at(file, (name,), text)
        if name in shipped and shipped[name] not in _in_force.relations:
            yield Mistake.at(file, (name,), f"{name!r} is a relation of the catalogue already")


def read_own_frames(path: Path, relations: tuple[CatalogueEntry, ...] = ()) -> tuple[Frame, ...]:
    """Read and check a frames file: one ``[[frame]]`` table for each, as in the shipped ones.

    Args:
        path: the file.
        relations: the user's own, which frames may name beside the catalogue's.

    Raises:
        VocabularyError: names file, line and the valid options.
    """
    file = read_toml(path, VocabularyError)
    tables = tables_of(file, "frame")
    catalogue = {**load_catalogue(), **{entry.id: entry for entry in relations}}
    single = (
        Mistake.at(file, ("frame", index), text)
        for index, table in enumerate(tables)
        for text in frame_mistakes(table, catalogue)
    )
    complain((*check_tables(file, "frame"), *single))
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


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """What a check of a data file found.

    Attributes:
        path: the file.
        kind: `names`, `frames`, `relations` or `stop`; None where it could not be told.
        entries: how many it has; None where something is wrong.
        mistakes: each of them, one line with its place, in the file's order.
    """

    path: Path
    kind: str | None
    entries: int | None
    mistakes: tuple[str, ...] = ()


def check_files(
    files: Iterable[tuple[Path, str | None]], relations: Path | None = None
) -> tuple[CheckedFile, ...]:
    """Check data files, each whatever is wrong with the others.

    Args:
        files: each with its kind; told from its contents where None.
        relations: a file with own relations that frames may name.

    Returns:
        What was found, in the order of the files. Where frames were checked and the file with
        their relations is wrong and not among the files, it comes last.
    """
    found = tuple(_checked(path, kind, relations) for path, kind in files)
    paths, kinds = {one.path.resolve() for one in found}, {one.kind for one in found}
    if relations is None or relations.resolve() in paths or "frames" not in kinds:
        return found
    other = _checked(relations, "relations", None)
    return (*found, other) if other.mistakes else found


def _checked(path: Path, kind: str | None, relations: Path | None) -> CheckedFile:
    try:
        kind = kind or _kind(read_toml(path, VocabularyError).tables, path)
        return CheckedFile(path, kind, _count(path, kind, relations))
    except VocabularyError as error:
        return CheckedFile(path, kind, None, error.mistakes)
    except KgError as error:
        return CheckedFile(path, kind, None, (str(error),))


def check_file(path: Path, kind: str | None = None, relations: Path | None = None) -> tuple[str, int]:
    """Check one data file.

    Args:
        path: the file.
        kind: `names`, `frames`, `relations` or `stop`; told from its contents where None.
        relations: a file with own relations that frames may name.

    Returns:
        Its kind and how many entries it has.

    Raises:
        VocabularyError: what is wrong with it or, if it has frames, with their relations.
        ConfigError: it is of no kind.
    """
    kind = kind or _kind(read_toml(path, VocabularyError).tables, path)
    if relations and kind == "frames":
        read_relations(relations)
    return kind, _count(path, kind, relations)


def _count(path: Path, kind: str, relations: Path | None) -> int:
    """How many entries a file has that is right."""
    readers: dict[str, Callable[[], int]] = {
        "names": lambda: len(read_names(path)),
        "frames": lambda: len(read_own_frames(path, _possible(relations, path) if relations else ())),
        "relations": lambda: len(read_relations(path)),
        "stop": lambda: len(read_stop(path)),
    }
    if kind not in readers:
        raise ConfigError(f"unknown kind of data {kind!r}; valid: {', '.join(readers)}")
    return readers[kind]()


def _possible(relations: Path, frames: Path) -> tuple[CatalogueEntry, ...]:
    """The own relations that frames may name; those that are wrong themselves may take anything."""
    try:
        tables = read_toml(relations, VocabularyError).tables
        sound, names = sound_entries(tables), set(tables)
    except VocabularyError:
        named = (table.get("relation") for table in tables_of(read_toml(frames, VocabularyError), "frame"))
        sound, names = {}, {name for name in named if isinstance(name, str)} - set(load_catalogue())
    wrong = (CatalogueEntry(name, "", "", "", (ANY,), (ANY,)) for name in sorted(names - set(sound)))
    return (*sound.values(), *wrong)


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
