"""What a user brings: names, verb frames, relations, stop lists."""

from kg.userdata.loading import (
    CheckedFile,
    UserData,
    check_file,
    check_files,
    load_user_data,
    read_own_frames,
    read_relations,
    use_data,
)
from kg.userdata.names import OwnName, read_names, rename
from kg.userdata.stop import StopLists, drop_stopped, read_stop

__all__ = [
    "CheckedFile",
    "OwnName",
    "StopLists",
    "UserData",
    "check_file",
    "check_files",
    "drop_stopped",
    "load_user_data",
    "read_names",
    "read_own_frames",
    "read_relations",
    "read_stop",
    "rename",
    "use_data",
]
