"""From files, folders and standard input to articles."""

from kg.read.inputs import Reading, input_name, read_input
from kg.read.jsonl import read_jsonl
from kg.read.language import check_language
from kg.read.text import decode, read_text

__all__ = ["Reading", "check_language", "decode", "input_name", "read_input", "read_jsonl", "read_text"]
