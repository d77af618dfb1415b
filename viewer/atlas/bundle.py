"""Our JavaScript modules as one script, for a page that must be a single file.

Browsers refuse to load modules from a file beside the page, so each module becomes a function
that is called once, after those that it imports. Only the forms that our modules use are
understood; anything else is refused, never passed on half understood.
"""

from __future__ import annotations

import re
from pathlib import Path

_FROM = re.compile(
    r'^(?P<kind>import|export)\s*\{(?P<names>[^}]*)\}\s*from\s*"\./(?P<module>[\w.-]+)";[ \t]*$',
    re.MULTILINE,
)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function\*?|class|const|let)\s+(?P<name>[\w$]+))", re.MULTILINE
)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*$|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)


class UnbundledModule(ValueError):
    """A module that is written in a way that the bundle does not understand."""


def bundle(folder: Path, entry: str) -> str:
    """The module `entry` of a folder and all that it imports, as one classic script."""
    modules: dict[str, str] = {}
    _collect(folder, entry, modules, ())
    return '"use strict";\nconst modules = {};\n' + "".join(modules.values())


def _collect(folder: Path, name: str, modules: dict[str, str], path: tuple[str, ...]) -> None:
    """Add a module after those that it imports."""
    if name in path:
        raise UnbundledModule(f"modules import each other: {' -> '.join((*path, name))}")
    if name in modules:
        return
    source = (folder / name).read_text(encoding="utf-8")
    for match in _FROM.finditer(source):
        _collect(folder, match["module"], modules, (*path, name))
    modules[name] = _wrapped(name, source)


def _wrapped(name: str, source: str) -> str:
    """A module as a function that gives back what it exports."""
    exported: dict[str, str] = {}

    def take(match: re.Match[str]) -> str:
        pairs = [_pair(part) for part in match["names"].split(",") if part.strip()]
        where = f'modules["{match["module"]}"]'
        if match["kind"] == "export":
            exported.update({ours: f"{where}.{theirs}" for theirs, ours in pairs})
            return ""
        names = ", ".join(a if a == b else f"{a}: {b}" for a, b in pairs)
        return f"const {{ {names} }} = {where};"

    body = _FROM.sub(take, source)
    exported.update({match["name"]: match["name"] for match in _EXPORT.finditer(body)})
    body = _EXPORT.sub("", body)
    if left := _LEFT.search(body):
        raise UnbundledModule(f"{name}: {left[0].strip()!r} is not understood")
    entries = ", ".join(f"{key}: {value}" for key, value in exported.items())
    return f'modules["{name}"] = (() => {{\n{body}\nreturn {{ {entries} }};\n}})();\n'


def _pair(part: str) -> tuple[str, str]:
    """("a", "b") for "a as b", ("a", "a") for "a"."""
    words = part.split()
    if len(words) == 3 and words[1] == "as":
        return words[0], words[2]
    if len(words) != 1:
        raise UnbundledModule(f"{part.strip()!r} is not understood")
    return words[0], words[0]
