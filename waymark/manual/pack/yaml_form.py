"""YAML in and out: every value read as the words written, every key with its line."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, TypeVar

import msgspec
import yaml

from waymark.manual.findings import Finding, Severity, finding, messages
from waymark.manual.text import Fault, Text, parse, unseen

T = TypeVar("T")

messages(
    Severity.REFUSE,
    {
        "file-not-utf8": ("The file is not UTF-8 text.", "Save it as UTF-8."),
        "file-not-nfc": (
            "A letter and its accent are stored apart on this line.",
            "Save the file in Unicode form NFC.",
        ),
        "file-control": (
            "There is a character that cannot be seen: {name}.",
            "Delete it; lines end with a line feed alone.",
        ),
        "yaml-form": ("This is not YAML: {problem}.", "See docs/pack.md for the form of this file."),
        "yaml-twice": ("“{key}” is written twice.", "Keep one of the two."),
        "form": ("{problem}.", "See docs/pack.md for the form of this file."),
    },
)


def text_of(data: bytes, file: str) -> tuple[str | None, list[Finding]]:
    """The words of a file, or what keeps them from being read."""
    try:
        words = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, [finding("file-not-utf8", file=file, line=line)]
    if words.isascii() and words.replace("\n", "").isprintable():
        return words, []
    found = []
    for number, line_words in enumerate(words.split("\n"), 1):
        if bad := unseen(line_words):
            found.append(finding("file-control", file=file, line=number, name=bad))
        elif not unicodedata.is_normalized("NFC", line_words):
            found.append(finding("file-not-nfc", file=file, line=number))
    return (None if found else words), found


class Source:
    """YAML as plain data, with the line of every path in it."""

    def __init__(self, words: str, file: str, first_line: int = 1) -> None:
        self.file = file
        self.offset = first_line - 1
        self.lines: dict[str, int] = {"$": first_line}
        self.findings: list[Finding] = []
        self.data: Any = None
        self._starts: dict[int, int] = {}
        try:
            tree = yaml.compose(words, Loader=yaml.CBaseLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 + self.offset if mark else first_line
            problem = str(getattr(error, "problem", None) or "it cannot be read")
            self.findings.append(finding("yaml-form", file=file, line=line, problem=problem))
            return
        self.data = {} if tree is None else self._made(tree, "$")

    def _made(self, tree: Any, path: str) -> Any:
        line = tree.start_mark.line + 1 + self.offset
        self.lines.setdefault(path, line)
        if isinstance(tree, yaml.MappingNode):
            made: dict[str, Any] = {}
            for key_tree, value_tree in tree.value:
                key = str(key_tree.value)
                inner = f"{path}.{key}"
                self.lines[inner] = key_tree.start_mark.line + 1 + self.offset
                if key in made:
                    self.findings.append(
                        finding("yaml-twice", file=self.file, line=self.lines[inner], key=key)
                    )
                value = self._made(value_tree, inner)
                if value is not None:
                    made[key] = value
            return made
        if isinstance(tree, yaml.SequenceNode):
            return [self._made(each, f"{path}[{n}]") for n, each in enumerate(tree.value)]
        if tree.value == "" and tree.style is None:
            return None
        words = str(tree.value)
        self._starts[id(words)] = line + 1 if tree.style in ("|", ">") else line
        return words

    def line_of(self, path: str) -> int:
        """The line of a path, or of the nearest thing that holds it."""
        while path not in self.lines and path != "$":
            path = re.sub(r"(\.[^.\[]*|\[[^\]]*\])$", "", path) or "$"
        return self.lines.get(path, 1)

    def shaped(self, kind: Any) -> Any:
        """The data as a frozen type, or None with findings added."""
        if self.findings:
            return None

        def hook(which: type, value: Any) -> Any:
            if which is not Text:
                raise TypeError(which)
            if isinstance(value, Text):
                return value
            if not isinstance(value, str):
                raise ValueError("Expected words")
            text, faults = parse(value)
            line = self._starts.get(id(value), self.lines["$"])
            self.findings += [text_finding(fault, self.file, line) for fault in faults]
            return text or Text("-1")

        try:
            made = msgspec.convert(self.data, kind, strict=False, dec_hook=hook)
        except msgspec.ValidationError as error:
            problem, _, path = str(error).partition(" - at ")
            # Of a name that is wrong it says: at `key` in `$.hosts`.
            path = path.rpartition(" in ")[2].strip("`") or "$"
            named = re.search(r"contains unknown field `([^`]+)`", problem)
            line = self.line_of(f"{path}.{named[1]}" if named else path)
            where = f" (at {path.removeprefix('$').removeprefix('.')})" if path != "$" else ""
            self.findings.append(finding("form", file=self.file, line=line, problem=plain(problem) + where))
            return None
        return None if self.findings else made


def text_finding(fault: Fault, file: str, first_line: int) -> Finding:
    """A fault of a text as a finding in its file."""
    return finding(fault.rule, file=file, line=first_line + fault.line - 1, **fault.words)


def plain(problem: str) -> str:
    """msgspec's words for what does not fit, in ours."""
    problem = re.sub(r"Object contains unknown field `([^`]+)`", r"Nobody knows the field “\1”", problem)
    problem = re.sub(r"Object missing required field `([^`]+)`", r"The field “\1” is missing", problem)
    problem = re.sub(r"Invalid enum value '([^']*)'", r"“\1” is not one of the words allowed", problem)
    problem = re.sub(r"Expected `str` matching regex '[^\n]*'", "The words have the wrong form", problem)
    problem = re.sub(r"Expected `([^`]+)`, got `([^`]+)`", r"Expected \1, found \2", problem)
    return problem.rstrip(".")


class _Dumper(yaml.CSafeDumper):
    """Block style throughout, text of several lines as it stands, and nothing said by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _words(dumper: Any, words: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", words, style="|" if "\n" in words else None)


_Dumper.add_representer(str, _words)


def write_yaml(value: Any) -> str:
    """Canonical YAML of plain data."""
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9, indent=2))
