"""From files, folders and standard input to articles."""

from kg.read.duplicates import Seen, drop_duplicates, duplicate_problem
from kg.read.encoding import decode
from kg.read.inputs import Reading, input_name, read_input
from kg.read.jsonl import read_jsonl
from kg.read.language import check_language, likely_language
from kg.read.layout import Paragraph, find_headline, find_paragraphs
from kg.read.table import read_csv
from kg.read.text import read_text

__all__ = [
    "Paragraph",
    "Reading",
    "Seen",
    "check_language",
    "decode",
    "drop_duplicates",
    "duplicate_problem",
    "find_headline",
    "find_paragraphs",
    "input_name",
    "likely_language",
    "read_csv",
    "read_input",
    "read_jsonl",
    "read_text",
]
